package dev.promptmeter.report;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.Proportion;
import dev.promptmeter.summary.Counts;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.summary.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The figures of a few results, added up in the plainest way, so that what reports show agrees with the rows they list. */
final class SampleFigures {

    private final List<CaseResult> results;
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    private SampleFigures(List<CaseResult> results) {
        this.results = results;
    }

    static Slice of(List<CaseResult> results) {
        return new SampleFigures(results).slice();
    }

    private Slice slice() {
        Counts counts = counts();
        share("passRate", counts.pass(), counts.judged());
        share("errorRate", counts.error(), counts.judged() + counts.error());
        share("skipRate", counts.skip(), counts.repeats());
        share("flakyRate", counts.flaky(), counts.cases());
        share("retryRate", counts.retried(), counts.repeats() - counts.skip());
        share("cacheRate", counts.cached(), counts.repeats() - counts.skip());
        finishReasons();
        times("latency", CaseResult::latencyNanos);
        times("service", CaseResult::serviceNanos);
        times("e2e", CaseResult::e2eNanos);
        times("ttft", CaseResult::ttftNanos);
        times("queue", CaseResult::queueNanos);
        times("retryWait", result -> result.attempts().isEmpty() ? null : result.retryWaitNanos());
        spread("outputRate", Unit.TOKENS_PER_SECOND, SampleFigures::outputRate);
        tokens("prompt", TokenUsage::prompt);
        tokens("cached", TokenUsage::cached);
        tokens("completion", TokenUsage::completion);
        tokens("reasoning", TokenUsage::reasoning);
        tokens("total", TokenUsage::total);
        costs(counts);
        put(Figure.of("run.duration", Unit.NANOS, 4_200e6, counts.repeats()));
        return new Slice(counts, figures);
    }

    Counts counts() {
        List<CaseResult> retried =
                results.stream().filter(result -> result.attempts().size() > 1).toList();
        long attempts =
                results.stream().mapToLong(result -> result.attempts().size()).sum();
        long asked = count(result -> !result.attempts().isEmpty());
        long maybe = results.stream()
                .flatMap(result -> result.attempts().stream())
                .filter(Attempt::maybeBilled)
                .count();
        return new Counts(
                results.stream().map(SampleFigures::caseOf).distinct().count(),
                results.size(),
                count(CaseVerdict.PASS),
                count(CaseVerdict.FAIL),
                count(CaseVerdict.ERROR),
                count(CaseVerdict.SKIP),
                flaky(),
                count(result -> result.origin() == Answer.Origin.CACHED),
                attempts,
                attempts - asked,
                retried.size(),
                maybe);
    }

    private static List<String> caseOf(CaseResult result) {
        return List.of(
                result.id().dataset(),
                result.id().row(),
                result.id().prompt(),
                result.id().model());
    }

    private long flaky() {
        Map<List<String>, Integer> seen = new LinkedHashMap<>();
        for (CaseResult result : results) {
            int mark = result.verdict() == CaseVerdict.PASS ? 1 : result.verdict() == CaseVerdict.FAIL ? 2 : 0;
            seen.merge(caseOf(result), mark, (one, other) -> one | other);
        }
        return seen.values().stream().filter(mark -> mark == 3).count();
    }

    private long count(CaseVerdict verdict) {
        return count(result -> result.verdict() == verdict);
    }

    private long count(Predicate<CaseResult> wanted) {
        return results.stream().filter(wanted).count();
    }

    private void put(Figure figure) {
        figures.put(figure.name(), figure);
    }

    private void share(String name, long part, long whole) {
        if (whole == 0) {
            put(Figure.absent(name, Unit.SHARE, 0, "NO_DATA"));
            return;
        }
        Interval interval = new Proportion(part, whole).wilson(0.95);
        put(Figure.of(name, Unit.SHARE, (double) part / whole, whole)
                .within(interval.lower(), interval.upper(), "proportion.wilson"));
    }

    private void finishReasons() {
        List<FinishReason.Kind> kinds = results.stream()
                .map(CaseResult::completion)
                .filter(completion -> completion != null)
                .map(completion -> completion.finish().kind())
                .toList();
        for (FinishReason.Kind kind : FinishReason.Kind.values()) {
            share(
                    "finishReason." + kind.word(),
                    kinds.stream().filter(kind::equals).count(),
                    kinds.size());
        }
    }

    private void times(String name, Function<CaseResult, @Nullable Long> time) {
        List<Double> values = values(result -> toDouble(time.apply(result)));
        statistics(name, Unit.NANOS, values);
        quantile(name + ".p50", Unit.NANOS, values, 0.5);
        quantile(name + ".p90", Unit.NANOS, values, 0.9);
        quantile(name + ".p95", Unit.NANOS, values, 0.95);
        quantile(name + ".p99", Unit.NANOS, values, 0.99);
    }

    private static @Nullable Double toDouble(@Nullable Long value) {
        return value == null ? null : value.doubleValue();
    }

    private List<Double> values(Function<CaseResult, @Nullable Double> value) {
        return results.stream().map(value).filter(each -> each != null).sorted().toList();
    }

    private void statistics(String name, Unit unit, List<Double> sorted) {
        if (sorted.isEmpty()) {
            for (String statistic : List.of("mean", "min", "max")) {
                put(Figure.absent(name + "." + statistic, unit, 0, "NO_DATA"));
            }
            return;
        }
        double mean = sorted.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        put(Figure.of(name + ".mean", unit, mean, sorted.size()));
        put(Figure.of(name + ".min", unit, sorted.get(0), sorted.size()));
        put(Figure.of(name + ".max", unit, sorted.get(sorted.size() - 1), sorted.size()));
    }

    private void quantile(String name, Unit unit, List<Double> sorted, double q) {
        boolean enough = sorted.size() >= Math.round(1 / (1 - q));
        if (!enough) {
            put(Figure.absent(name, unit, sorted.size(), sorted.isEmpty() ? "NO_DATA" : "TOO_FEW"));
            return;
        }
        int rank = (int) Math.ceil(q * sorted.size() - 1e-9);
        put(Figure.of(name, unit, sorted.get(rank - 1), sorted.size()));
    }

    private void spread(String name, Unit unit, Function<CaseResult, @Nullable Double> value) {
        List<Double> values = values(value);
        statistics(name, unit, values);
        quantile(name + ".p50", unit, values, 0.5);
        quantile(name + ".p95", unit, values, 0.95);
    }

    private static @Nullable Double outputRate(CaseResult result) {
        Completion completion = result.completion();
        Long nanos = result.serviceNanos();
        return completion == null || nanos == null || completion.usage().completion() == null
                ? null
                : completion.usage().completion() * 1e9 / nanos;
    }

    private void tokens(String name, Function<TokenUsage, @Nullable Long> tokens) {
        Function<CaseResult, @Nullable Double> value = result -> result.completion() == null
                ? null
                : toDouble(tokens.apply(result.completion().usage()));
        double sum = values(value).stream().mapToDouble(Double::doubleValue).sum();
        put(Figure.of("tokens." + name + ".sum", Unit.TOKENS, sum, values(value).size()));
        spread("tokens." + name, Unit.TOKENS, value);
    }

    private void costs(Counts counts) {
        List<Double> known = values(
                result -> result.verdict() == CaseVerdict.SKIP || result.cost().pico() == null
                        ? null
                        : Cost.usd(result.cost().pico()).doubleValue());
        double total = known.stream().mapToDouble(Double::doubleValue).sum();
        boolean complete = known.size() == counts.repeats() - counts.skip();
        for (String name : List.of("total", "mean", "per1k", "perPass", "max")) {
            put(
                    complete && counts.pass() > 0
                            ? Figure.of("cost." + name, Unit.USD, amount(name, total, known, counts), known.size())
                            : Figure.absent("cost." + name, Unit.USD, known.size(), "COST_UNKNOWN")
                                    .above(amount(name, total, known, counts)));
        }
    }

    private static double amount(String name, double total, List<Double> known, Counts counts) {
        int n = Math.max(1, known.size());
        return switch (name) {
            case "mean" -> total / n;
            case "per1k" -> 1000 * total / n;
            case "perPass" -> total / Math.max(1, counts.pass());
            case "max" -> known.isEmpty() ? 0 : known.get(known.size() - 1);
            default -> total;
        };
    }
}
