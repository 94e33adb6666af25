package dev.promptmeter.summary;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Adds up money, in picodollars, so that sums do not depend on their order. */
final class MoneyTally {

    private static final double PICO = 1e12;

    private final Map<CostSource, Long> sources = new EnumMap<>(CostSource.class);
    private final Spread spread = new Spread();
    private final MostSpent atMost = new MostSpent();
    private final MostSpent caseAtMost = new MostSpent();
    private final MostSpent maybe = new MostSpent();
    private long billed;
    private long billedKnown;
    private long known;
    private long warmup;
    private long wasted;
    private long unknown;
    private long unknownJudging;
    private long dearest;
    private long fresh;
    private long freshKnown;
    private long passed;
    private long cached;
    private long saved;
    private long unknownSaved;
    private CostTotals.@Nullable Reconciled reconciled;

    void add(CaseResult result, int unit) {
        addJudging(result);
        addSaved(result);
        if (result.attempts().isEmpty()) {
            return;
        }
        for (Attempt attempt : result.attempts()) {
            addBilling(attempt);
        }
        Cost cost = result.cost();
        sources.merge(cost.source(), 1L, Long::sum);
        unknown += cost.pico() == null ? 1 : 0;
        atMost.add(cost);
        long spent = spentOn(result.attempts());
        known = Cost.sum(known, spent);
        dearest = Math.max(dearest, spent);
        wasted = Cost.sum(wasted, wastedBy(result.attempts()));
        passed += result.verdict() == CaseVerdict.PASS ? 1 : 0;
        if (result.origin() == Answer.Origin.FRESH) {
            fresh++;
            freshKnown = Cost.sum(freshKnown, spent);
            caseAtMost.add(cost);
            spread.add(spent / PICO, unit);
        }
    }

    /** What was not spent is no part of any other figure; what was passed with it is had for what was. */
    private void addSaved(CaseResult result) {
        if (result.origin() == Answer.Origin.CACHED) {
            Long pico = result.saved().pico();
            cached++;
            saved = Math.addExact(saved, pico == null ? 0 : pico);
            unknownSaved += pico == null ? 1 : 0;
            passed += result.verdict() == CaseVerdict.PASS ? 1 : 0;
        }
    }

    /** In the total, and in nothing that is said of a model. */
    private void addJudging(CaseResult result) {
        Judging judging = result.judging();
        if (!judging.calls().isEmpty()) {
            atMost.add(judging.cost());
            judging.calls().forEach(call -> addBilling(call.attempt()));
            known = Cost.sum(
                    known,
                    judging.calls().stream()
                            .mapToLong(call -> pico(call.attempt()))
                            .reduce(0, Cost::sum));
        }
        unknownJudging += result.cost().pico() != null && judging.cost().pico() == null ? 1 : 0;
    }

    private void addBilling(Attempt attempt) {
        if (attempt.billed() == Billed.NO) {
            return;
        }
        reconcile(attempt.cost());
        boolean known = attempt.cost().pico() != null;
        billed++;
        billedKnown += known ? 1 : 0;
        if (!known && attempt.maybeBilled()) {
            maybe.add(attempt.cost());
        }
    }

    private void reconcile(Cost cost) {
        if (cost.pico() != null && cost.computed() != null) {
            reconciled = CostTotals.Reconciled.sum(reconciled, new CostTotals.Reconciled(cost.pico(), cost.computed()));
        }
    }

    private static long spentOn(List<Attempt> attempts) {
        long spent = 0;
        for (Attempt attempt : attempts) {
            spent = Cost.sum(spent, pico(attempt));
        }
        return spent;
    }

    private static long wastedBy(List<Attempt> attempts) {
        long wasted = 0;
        for (Attempt attempt : attempts) {
            wasted = attempt.failure() == null ? wasted : Cost.sum(wasted, pico(attempt));
        }
        return wasted;
    }

    private static long pico(Attempt attempt) {
        return attempt.cost().pico() == null ? 0 : attempt.cost().pico();
    }

    void addWarmup(Cost cost) {
        atMost.add(cost);
        reconcile(cost);
        billed++;
        billedKnown += cost.pico() == null ? 0 : 1;
        unknown += cost.pico() == null ? 1 : 0;
        long spent = cost.pico() == null ? 0 : cost.pico();
        known = Cost.sum(known, spent);
        warmup = Cost.sum(warmup, spent);
    }

    void close(int unit) {
        spread.close(unit);
    }

    void merge(MoneyTally other, IntUnaryOperator units) {
        spread.merge(other.spread, units);
        atMost.merge(other.atMost);
        caseAtMost.merge(other.caseAtMost);
        maybe.merge(other.maybe);
        billed += other.billed;
        billedKnown += other.billedKnown;
        other.sources.forEach((source, count) -> sources.merge(source, count, Long::sum));
        known = Cost.sum(known, other.known);
        warmup = Cost.sum(warmup, other.warmup);
        wasted = Cost.sum(wasted, other.wasted);
        unknown += other.unknown;
        unknownJudging += other.unknownJudging;
        dearest = Math.max(dearest, other.dearest);
        fresh += other.fresh;
        freshKnown = Cost.sum(freshKnown, other.freshKnown);
        passed += other.passed;
        cached += other.cached;
        saved = Math.addExact(saved, other.saved);
        unknownSaved += other.unknownSaved;
        reconciled = CostTotals.Reconciled.sum(reconciled, other.reconciled);
    }

    CostTotals totals() {
        var billing = new CostTotals.Billing(billed, billedKnown, maybe.sum());
        return new CostTotals(known, warmup, wasted, saved, unknown + unknownJudging, sources, billing, reconciled);
    }

    List<Figure> figures() {
        Long most = atMost.sum();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Part(known / PICO, unknown + unknownJudging, inUsd(most, 1)).figure("cost.total", fresh));
        figures.add(perCase("cost.mean", 1));
        figures.add(perCase("cost.per1k", 1000));
        figures.add(
                passed == 0
                        ? none("cost.perPass")
                        : new Part((known - warmup) / PICO / passed, unknown + unknownJudging, inUsd(most, passed))
                                .figure("cost.perPass", passed));
        figures.add(
                fresh == 0
                        ? none("cost.max")
                        : new Part(dearest / PICO, unknown, inUsd(caseAtMost.largest(), 1)).figure("cost.max", fresh));
        figures.add(
                cached == 0
                        ? none("cost.savedByCache")
                        : new Part(saved / PICO, unknownSaved, null).figure("cost.savedByCache", cached));
        return figures;
    }

    private static Figure none(String name) {
        return Figure.absent(name, Unit.USD, 0, "NO_DATA");
    }

    private static @Nullable Double inUsd(@Nullable Long pico, long shared) {
        return pico == null ? null : (Double) (pico / PICO / shared);
    }

    private Figure perCase(String name, int cases) {
        if (fresh == 0) {
            return none(name);
        }
        Double each = inUsd(caseAtMost.sum(), fresh);
        Double most = each == null ? null : (Double) (each * cases);
        Figure mean = new Part(freshKnown / PICO / fresh * cases, unknown, most).figure(name, fresh);
        return unknown > 0 ? mean : spread.around(mean, cases);
    }

    /**
     * An amount of USD as far as it is known.
     *
     * @param known part of it
     * @param unknown costs that are not in it
     * @param most what it is at the most; null if nobody can tell
     */
    private record Part(
            double known, long unknown, @Nullable Double most) {

        Figure figure(String name, long n) {
            if (unknown == 0) {
                return Figure.of(name, Unit.USD, known, n);
            }
            Figure part = Figure.absent(name, Unit.USD, n, "COST_UNKNOWN").above(known);
            return most == null ? part : part.below(most);
        }
    }
}
