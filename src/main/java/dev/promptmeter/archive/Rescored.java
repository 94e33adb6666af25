package dev.promptmeter.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What did not come along when the answers of a run were judged again.
 *
 * @param leftOut answers whose case is no longer planned
 * @param missing planned repeats without a stored answer
 * @param damaged records of the source that could not be read
 * @param asked calls of judges that were sent for it
 */
public record Rescored(long leftOut, long missing, long damaged, long asked) {

    /** {@return what a reader must know of it, one sentence each} */
    List<String> notices(Manifest.Source source) {
        List<String> notices = new ArrayList<>();
        notices.add("Rescored: the answers of run " + source.run()
                + ", with its times, tokens and attempts, judged again; "
                + (asked == 0 ? "no request was sent." : count(asked, "judge request") + " sent, and no other."));
        if (leftOut > 0) {
            notices.add(count(leftOut, "stored answer") + (leftOut == 1 ? " belongs" : " belong")
                    + " to cases that are no longer planned and " + (leftOut == 1 ? "was" : "were") + " left out.");
        }
        if (missing > 0) {
            notices.add(count(missing, "planned answer") + (missing == 1 ? " is" : " are")
                    + " not on record in that run: skipped.");
        }
        if (damaged > 0) {
            notices.add(count(damaged, "damaged record") + " of that run's journal " + (damaged == 1 ? "was" : "were")
                    + " left out.");
        }
        return notices;
    }

    private static String count(long count, String word) {
        return String.format(Locale.ROOT, "%,d %s%s", count, word, count == 1 ? "" : "s");
    }
}
