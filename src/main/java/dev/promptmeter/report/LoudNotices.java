package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.util.ArrayList;
import java.util.List;

/** What every reader of a run must see before its figures. */
final class LoudNotices {

    /** The judge judges its own answers. */
    private static final String KINSHIP = "PM-6112";

    private LoudNotices() {}

    /** {@return what is to be known of the record, and of who judged} */
    static List<String> of(FinishedRun run) {
        List<String> notices = new ArrayList<>(run.notices());
        run.manifest().warnings().stream()
                .filter(warning -> warning.code().equals(KINSHIP))
                .forEach(warning -> notices.add(warning.text()));
        return notices;
    }
}
