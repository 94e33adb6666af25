package dev.promptmeter.gate;

import java.util.Set;

/** Which figures a baseline has the values for. */
final class BaselineFigures {

    private static final Set<String> RATES = Set.of("passRate", "errorRate", "flakyRate", "passAny", "passAll");
    private static final Set<String> COSTS = Set.of("cost.mean", "cost.total", "cost.per1k", "cost.max");
    private static final Set<String> FAMILIES = Set.of("latency", "ttft", "tokens.prompt", "tokens.completion");

    private BaselineFigures() {}

    static boolean hold(String figure) {
        int dot = figure.lastIndexOf('.');
        String family =
                Percentile.of(figure).isPresent() ? Percentile.base(figure) : figure.substring(0, Math.max(dot, 0));
        return RATES.contains(figure)
                || COSTS.contains(figure)
                || FAMILIES.contains(family)
                || figure.startsWith("metric.")
                || figure.startsWith("finishReason.")
                || FigureKind.of(figure) == FigureKind.CHANGES;
    }
}
