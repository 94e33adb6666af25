package dev.promptmeter.report;

import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.score.CaseVerdict;

/**
 * How a verdict looks: never by colour alone.
 *
 * @param style class in the style sheet: {@code good}, {@code bad}, {@code odd} or {@code none}
 * @param sign one character
 * @param word the verdict
 */
record VerdictMark(String style, String sign, String word) {

    static VerdictMark of(Verdict.Word word) {
        return switch (word) {
            case PASSED -> new VerdictMark("good", "✓", word.name());
            case FAILED, REGRESSED -> new VerdictMark("bad", "✗", word.name());
            case INCONCLUSIVE -> new VerdictMark("odd", "!", word.name());
        };
    }

    static VerdictMark of(GateResult result) {
        GateVerdict verdict = result.verdict();
        boolean open = verdict == GateVerdict.INCONCLUSIVE && result.gate().confidence() != Confidence.PROVE;
        boolean warns = open || result.gate().severity() == Severity.WARN;
        return switch (verdict) {
            case PASS -> new VerdictMark("good", "✓", verdict.name());
            case FAIL -> warns ? new VerdictMark("odd", "!", "FAIL") : new VerdictMark("bad", "✗", "FAIL");
            case INCONCLUSIVE, INVALID -> new VerdictMark(warns ? "odd" : "bad", "!", verdict.name());
            case SKIPPED -> new VerdictMark("none", "–", verdict.name());
        };
    }

    static VerdictMark of(CaseVerdict verdict) {
        return switch (verdict) {
            case PASS -> new VerdictMark("good", "✓", verdict.word());
            case FAIL -> new VerdictMark("bad", "✗", verdict.word());
            case ERROR -> new VerdictMark("odd", "!", verdict.word());
            case SKIP -> new VerdictMark("none", "–", verdict.word());
        };
    }

    void write(Markup page) {
        page.open("span", "class", "mark " + style);
        page.element("span", sign, "aria-hidden", "true").raw(" ").text(word).close("span");
    }
}
