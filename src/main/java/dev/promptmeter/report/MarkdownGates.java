package dev.promptmeter.report;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Verdict;
import java.util.List;

/** The verdict of a run and its gates in Markdown. */
final class MarkdownGates {

    private static final List<String> TITLES = List.of("Gate", "Required", "Actual", "Verdict");
    private static final int SHARE = 3;

    private MarkdownGates() {}

    /** {@return the verdict in one line, {@code ❌ Promptmeter: `support-bot` failed 2 of 7 gates}} */
    static String title(Manifest manifest, Verdict verdict) {
        String name = " Promptmeter: " + MarkdownText.code(manifest.title()) + " ";
        boolean stopped =
                ExitCode.of(verdict.exitCode()).filter(ExitCode::stopped).isPresent();
        String gates = ConsoleReport.gateCount(verdict);
        return switch (verdict.word()) {
            case PASSED -> "✅" + name + "passed " + gates;
            case FAILED -> "❌" + name + "failed " + gates;
            case REGRESSED -> "❌" + name + "regressed " + gates;
            case INCONCLUSIVE ->
                "⚠️" + name + (stopped ? "stopped: " : "inconclusive: ") + gates + "; "
                        + MarkdownText.sentence(verdict.exitReason());
        };
    }

    static void add(MarkdownPage page, List<GateResult> gates) {
        page.table(
                MarkdownPage.head(TITLES),
                gates.stream().map(MarkdownGates::row).toList(),
                SHARE);
    }

    private static String row(GateResult result) {
        Gate gate = result.gate();
        String name = gate.name().equals(gate.expression()) ? gate.subject() : gate.name();
        return MarkdownPage.row(List.of(
                MarkdownText.code(name),
                MarkdownText.code(gate.comparator().sign() + " " + gate.boundText()),
                actual(result),
                mark(result)));
    }

    private static String actual(GateResult result) {
        String figure = FigureText.of(result.figure());
        String shown = result.verdict() == GateVerdict.FAIL ? "**" + figure + "**" : figure;
        if (result.reason() != null) {
            return shown + " " + MarkdownText.sentence(result.reason());
        }
        if (result.gate().againstBaseline() || result.gate().confidence() != Confidence.POINT) {
            return shown + " " + MarkdownText.sentence(result.detail());
        }
        String interval = FigureText.interval(result.figure());
        String close = result.close() ? "; the interval contains the limit" : "";
        return shown + " (" + (interval.isEmpty() ? "" : interval + ", ") + "n="
                + FigureText.count(result.figure().n()) + ")" + close;
    }

    private static String mark(GateResult result) {
        String warned = result.decides() || result.verdict() == GateVerdict.PASS ? "" : " (warn)";
        return switch (result.verdict()) {
            case PASS -> "✅ PASS";
            case FAIL -> (result.decides() ? "❌" : "⚠️") + " FAIL" + warned;
            case INCONCLUSIVE, INVALID -> "❔ " + result.verdict() + warned;
            case SKIPPED -> "➖ SKIPPED" + warned;
        };
    }
}
