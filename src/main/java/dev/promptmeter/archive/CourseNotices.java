package dev.promptmeter.archive;

import dev.promptmeter.run.CourseEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the notes of a journal tell of trouble and of a changing load, for whoever reads a report of it. */
final class CourseNotices {

    private static final String RETRIES = NoteRecord.word(CourseEvent.Kind.RETRIES);
    private static final String CONCURRENCY = NoteRecord.word(CourseEvent.Kind.CONCURRENCY);
    private static final String BREAKER = NoteRecord.word(CourseEvent.Kind.BREAKER);
    private static final String CLOCK = NoteRecord.word(CourseEvent.Kind.CLOCK);
    private static final String PAUSE = NoteRecord.word(CourseEvent.Kind.PAUSE);

    private int exhaustions;
    private int pauses;
    private int breakers;
    private int changes;
    private int least = Integer.MAX_VALUE;
    private int most;
    private @Nullable String change;
    private @Nullable String clock;

    /** A note of that kind stands there. */
    void note(String kind, JsonNode record) {
        exhaustions += kind.equals(RETRIES) ? 1 : 0;
        pauses += kind.equals(PAUSE) ? 1 : 0;
        breakers += kind.equals(BREAKER) ? 1 : 0;
        clock = kind.equals(CLOCK) ? record.path("text").asString("") : clock;
        if (kind.equals(CONCURRENCY)) {
            int now = record.path("concurrency").asInt(0);
            least = Math.min(least, now);
            most = Math.max(most, now);
            changes++;
            change = record.path("text").asString("");
        }
    }

    /** {@return one sentence for each} */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        if (exhaustions > 0) {
            texts.add(
                    "retry budget exhausted: from then on failures were final without the retries that the suite allows");
        }
        if (pauses > 0) {
            texts.add("an endpoint asked for a wait " + times(pauses) + "; the journal says when and how long");
        }
        if (breakers > 0) {
            texts.add("a circuit breaker opened or closed " + times(breakers) + "; the journal says when and why");
        }
        if (changes > 0) {
            texts.add("requests in flight changed " + times(changes) + ", between " + least + " and " + most
                    + " (last: " + change + "); latencies were taken under a changing load");
        }
        if (clock != null) {
            texts.add(clock + "; durations are none of the wall clock's, and dates are labels");
        }
        return texts;
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
