package dev.promptmeter.report;

import dev.promptmeter.cost.CostSource;
import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The gates block: verdict, rule, figure, interval and n of every gate. */
final class ConsoleGates {

    private static final int VERDICT_WIDTH = 14;
    private static final int WIDEST_NAME = 44;
    private static final int FIGURE_WIDTH = 9;

    /** Sentences beside the rule; what else there is to say stands below them. */
    private static final int LEADING = 2;

    private final Summary summary;
    private final ConsoleOut out;

    ConsoleGates(Summary summary, ConsoleOut out) {
        this.summary = summary;
        this.out = out;
    }

    void write(List<GateResult> gates, ConsoleView.Detail detail) {
        if (gates.isEmpty()) {
            // A quiet report leaves out gates that hold, so that none are left does not mean that there are none.
            if (detail == ConsoleView.Detail.NORMAL) {
                out.line("GATES  none");
                out.line("");
            }
            return;
        }
        int width = gates.stream()
                .mapToInt(gate -> ConsoleOut.width(name(gate)))
                .max()
                .orElse(0);
        out.line(summary.stop() == null ? "GATES" : "GATES  on an incomplete run");
        gates.forEach(gate -> write(gate, Math.min(width, WIDEST_NAME)));
        out.line("");
    }

    private void write(GateResult result, int nameWidth) {
        out.line(line(result, nameWidth));
        if (worded(result)) {
            result.sentences().stream()
                    .skip(LEADING)
                    .forEach(more -> out.line(" ".repeat(VERDICT_WIDTH + 6) + Visible.line(more)));
        }
    }

    /** {@return whether it is more than a figure beside a number} */
    private static boolean worded(GateResult result) {
        return result.reason() == null
                && (result.gate().againstBaseline() || result.gate().confidence() != Confidence.POINT);
    }

    private static String name(GateResult result) {
        return Visible.line(result.gate().name());
    }

    private String line(GateResult result, int nameWidth) {
        String verdict = ConsoleOut.left(verdict(result), VERDICT_WIDTH);
        String head = "  " + mark(result) + " " + out.coloured(verdict, result.verdict());
        String figure = ConsoleOut.right(FigureText.of(result.figure()), FIGURE_WIDTH);
        return head + "  " + ConsoleOut.left(name(result), nameWidth) + "  " + figure + "   " + evidence(result);
    }

    private static String verdict(GateResult result) {
        boolean harmless = result.gate().severity() == Severity.WARN && result.verdict() != GateVerdict.PASS;
        return harmless ? result.verdict() + " (warn)" : result.verdict().toString();
    }

    private static String mark(GateResult result) {
        return switch (result.verdict()) {
            case PASS -> "✓";
            case FAIL -> result.decides() ? "✗" : "!";
            case INVALID, INCONCLUSIVE -> "?";
            case SKIPPED -> "–";
        };
    }

    private String evidence(GateResult result) {
        if (result.reason() != null) {
            return Visible.line(result.reason());
        }
        if (worded(result)) {
            String lead = result.sentences().stream().limit(LEADING).collect(Collectors.joining(" "));
            String figure = FigureText.of(result.figure()) + " ";
            boolean twice = result.grounds().change() == null && lead.startsWith(figure);
            return Visible.line(twice ? lead.substring(figure.length()) : lead);
        }
        Figure figure = result.figure();
        List<String> parts = new ArrayList<>();
        String interval = FigureText.interval(figure);
        if (!interval.isEmpty()) {
            parts.add("95 % interval " + interval);
        }
        parts.add(figure.unit() == Unit.USD ? sources() : count(figure));
        String close = result.close() ? "   the interval contains the limit" : "";
        return "(" + String.join(", ", parts) + ")   point" + close;
    }

    private String count(Figure figure) {
        long cached = summary.total().counts().cached();
        String n = "n=" + FigureText.n(figure);
        if (figure.unit() != Unit.NANOS) {
            return n;
        }
        String fresh = cached == 0 ? n + " fresh" : n + " fresh; " + FigureText.count(cached) + " cached left out";
        return summary.total().reruns() == null ? fresh : fresh + "; " + RepeatText.CALLS;
    }

    private String sources() {
        return Arrays.stream(CostSource.values())
                .filter(source -> summary.cost().sources().getOrDefault(source, 0L) > 0)
                .map(source -> FigureText.count(summary.cost().sources().get(source)) + " by " + word(source))
                .collect(Collectors.joining(", "));
    }

    private static String word(CostSource source) {
        return switch (source) {
            case PROVIDER -> "provider";
            case PRICE -> "suite prices";
            case FREE -> "free model or cache";
            case UNKNOWN -> "nobody";
        };
    }
}
