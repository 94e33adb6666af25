package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Counts;
import java.util.Optional;

/** Answers that took more than one try, beside the others: those that were asked for again may differ in kind. */
final class RetriedText {

    private RetriedText() {}

    /** {@return one sentence for people; empty if every answer came at the first try} */
    static Optional<String> of(Counts counts) {
        long again = counts.retriedPass() + counts.retriedFail();
        if (again == 0) {
            return Optional.empty();
        }
        long first = counts.judged() - again;
        String beside = first == 0 ? "" : "; at the first try " + share(counts.pass() - counts.retriedPass(), first);
        return Optional.of(FigureText.count(again) + " of " + FigureText.count(counts.judged())
                + " answers took more than one try: " + share(counts.retriedPass(), again) + beside);
    }

    private static String share(long pass, long of) {
        return FigureText.count(pass) + " of " + FigureText.count(of) + " pass (" + FigureText.share((double) pass / of)
                + ")";
    }
}
