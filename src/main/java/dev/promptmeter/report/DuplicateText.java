package dev.promptmeter.report;

import dev.promptmeter.gate.FigureText;
import dev.promptmeter.summary.Counts;
import java.util.Optional;

/** Cases that ask what an earlier one asked, beside the times: an endpoint that keeps prompts is fast the second time. */
final class DuplicateText {

    private DuplicateText() {}

    /** {@return one sentence for people; empty if every prompt is asked once} */
    static Optional<String> of(Counts counts) {
        long cases = counts.duplicatePrompts();
        return cases == 0
                ? Optional.empty()
                : Optional.of(FigureText.count(cases) + (cases == 1 ? " case sent" : " cases sent")
                        + " the same request as an earlier one; a prefix cache answers those faster");
    }
}
