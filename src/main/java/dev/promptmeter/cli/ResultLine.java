package dev.promptmeter.cli;

import dev.promptmeter.report.Visible;
import dev.promptmeter.run.CaseResult;

/** One result in one line. Foreign text in it is visible, cut, and never at its beginning. */
final class ResultLine {

    private ResultLine() {}

    /** {@return which case it is and what went wrong} */
    static String of(CaseResult result) {
        String kind = result.failure() == null ? "" : result.failure().word() + ": ";
        String reason = result.reason() == null ? "" : "  " + kind + Visible.line(result.reason());
        return Visible.line(result.id().text()) + reason;
    }
}
