package dev.promptmeter.report;

import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Outcome;
import java.util.List;

/** What stands inside a test case: why it failed, could not be judged or was left out. Texts are cut to sizes that every reader takes. */
final class JUnitOutcome {

    private static final int MESSAGE_BYTES = 600;
    private static final int TEXT_BYTES = 4_000;
    private static final int OUTPUT_BYTES = 8_000;
    private static final int MOST_BUT_TEXTS = 500;

    private final XmlOut xml;
    private final JUnitDetail detail;

    JUnitOutcome(XmlOut xml, JUnitDetail detail) {
        this.xml = xml;
        this.detail = detail;
    }

    /** {@return so many bytes that it never takes more, found without writing it} */
    static long most(CaseResult result, JUnitCounts.Status status) {
        boolean nothing = status == JUnitCounts.Status.PASSED && result.verdict() != CaseVerdict.FAIL;
        return nothing
                ? 0
                : MOST_BUT_TEXTS
                        + MESSAGE_BYTES
                        // Once more as an attribute, in which each line end is written out.
                        + XmlText.MOST_OF_A_CHARACTER * MESSAGE_BYTES
                        + TEXT_BYTES
                        + OUTPUT_BYTES
                        + XmlText.MOST_OF_A_CHARACTER * type(result).length();
    }

    void write(CaseResult result, JUnitCounts.Status status) {
        String reason =
                XmlText.start(result.reason() == null ? result.verdict().word() : result.reason(), MESSAGE_BYTES);
        switch (status) {
            case FAILURE -> {
                xml.text("failure", List.of("type", type(result), "message", reason), text(result, reason));
                writeOutput(result);
            }
            case ERROR -> {
                String kind =
                        result.failure() == null ? "error" : result.failure().word();
                xml.text("error", List.of("type", kind, "message", reason), reason);
            }
            case SKIPPED -> writeSkipped(xml, tolerated(result) + reason);
            case PASSED -> {
                if (result.verdict() == CaseVerdict.FAIL) {
                    writeFlaky(result, reason);
                }
            }
        }
    }

    /** Some readers show the attribute, others the text. */
    static void writeSkipped(XmlOut xml, String why) {
        xml.text("skipped", List.of("message", why), why);
    }

    private void writeFlaky(CaseResult result, String reason) {
        xml.open("flakyFailure", List.of("type", type(result), "message", reason));
        xml.text("stackTrace", List.of(), text(result, reason));
        xml.close();
    }

    private static String type(CaseResult result) {
        return result.outcomes().stream()
                .filter(Outcome::failed)
                .findFirst()
                .map(outcome -> outcome.check().name())
                .orElse("fail");
    }

    private String text(CaseResult result, String reason) {
        return detail == JUnitDetail.BRIEF
                ? reason
                : XmlText.start(reason + "\n" + String.join("\n", FailureRendering.checks(result)), TEXT_BYTES);
    }

    private static String tolerated(CaseResult result) {
        return result.verdict() == CaseVerdict.FAIL ? "tolerated: " : "";
    }

    private void writeOutput(CaseResult result) {
        String text = result.output();
        if (detail == JUnitDetail.FULL && text != null && !text.isEmpty()) {
            xml.text("system-out", List.of(), XmlText.start(text, OUTPUT_BYTES));
        }
    }
}
