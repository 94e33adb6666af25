package dev.promptmeter.summary;

import dev.promptmeter.chat.TokenPace;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Counts the answers that keep what the suite promises. A clause whose figure an answer lacks does not apply to it. */
final class SloTally {

    private final Slo slo;
    private final List<Clause> clauses;
    private final ShareTally goodput = new ShareTally();

    /** One clause: kept by how many of those it applies to. */
    private static final class Clause {

        private final String name;
        private final double promise;
        private final Sense sense;
        private final Function<CaseResult, @Nullable Number> figure;
        private final ShareTally kept = new ShareTally();

        /** Which way the promise goes. */
        enum Sense {
            AT_MOST,
            AT_LEAST
        }

        Clause(String name, Number promise, Sense sense, Function<CaseResult, @Nullable Number> figure) {
            this.name = name;
            this.promise = promise.doubleValue();
            this.sense = sense;
            this.figure = figure;
        }

        /** {@return whether it is not broken} */
        boolean add(CaseResult result, int unit) {
            Number value = figure.apply(result);
            if (value == null) {
                return true;
            }
            boolean holds = sense == Sense.AT_MOST ? value.doubleValue() <= promise : value.doubleValue() >= promise;
            kept.add(holds ? 1 : 0, unit);
            return holds;
        }

        Figure figure() {
            return kept.figure("slo." + name);
        }
    }

    SloTally(Slo slo) {
        this.slo = slo;
        this.clauses = clauses(slo);
    }

    private static List<Clause> clauses(Slo slo) {
        List<Clause> clauses = new ArrayList<>();
        atMost(clauses, "latency", slo.latencyNanos(), CaseResult::latencyNanos);
        atMost(clauses, "ttft", slo.ttftNanos(), CaseResult::ttftNanos);
        atMost(clauses, "e2e", slo.e2eNanos(), CaseResult::e2eNanos);
        atMost(clauses, "ttfa", slo.ttfaNanos(), CaseResult::ttfaNanos);
        atMost(clauses, "tpot", slo.tpotNanos(), paced(TokenPace::tpotNanos));
        atMost(
                clauses,
                "maxGap",
                slo.maxGapNanos(),
                result -> result.timing() == null
                        ? null
                        : result.timing().output().maxGapNanos());
        if (slo.outputRate() != null) {
            clauses.add(
                    new Clause("outputRate", slo.outputRate(), Clause.Sense.AT_LEAST, paced(TokenPace::outputRate)));
        }
        return clauses;
    }

    private static void atMost(
            List<Clause> clauses, String name, @Nullable Long promise, Function<CaseResult, @Nullable Number> figure) {
        if (promise != null) {
            clauses.add(new Clause(name, promise, Clause.Sense.AT_MOST, figure));
        }
    }

    private static Function<CaseResult, @Nullable Number> paced(Function<TokenPace, @Nullable Double> figure) {
        return result -> {
            TokenPace pace = result.pace();
            return pace == null ? null : figure.apply(pace);
        };
    }

    void add(CaseResult result, int unit) {
        if (clauses.isEmpty() || result.verdict() == CaseVerdict.SKIP && !result.shed()) {
            return;
        }
        if (result.shed()) {
            goodput.add(0, unit);
            return;
        }
        boolean keeps = true;
        for (Clause clause : clauses) {
            keeps &= clause.add(result, unit);
        }
        boolean passes = slo.passing() == Slo.Passing.NOT_REQUIRED || result.verdict() == CaseVerdict.PASS;
        goodput.add(keeps && passes && result.verdict() != CaseVerdict.ERROR ? 1 : 0, unit);
    }

    void close(int unit) {
        goodput.close(unit);
        clauses.forEach(clause -> clause.kept.close(unit));
    }

    void merge(SloTally other, IntUnaryOperator units) {
        goodput.merge(other.goodput, units);
        for (int i = 0; i < clauses.size(); i++) {
            clauses.get(i).kept.merge(other.clauses.get(i).kept, units);
        }
    }

    /** {@return those that kept every promise, per second of a window of so many nanoseconds; empty without a promise or a window} */
    Optional<Figure> rate(long windowNanos) {
        return clauses.isEmpty() || windowNanos == 0
                ? Optional.empty()
                : Optional.of(Figure.of(
                        "slo.goodputRate", Unit.PER_SECOND, goodput.part() * 1e9 / windowNanos, goodput.whole()));
    }

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        if (!clauses.isEmpty()) {
            figures.add(goodput.figure("slo.goodput"));
            clauses.forEach(clause -> figures.add(clause.figure()));
        }
        return figures;
    }
}
