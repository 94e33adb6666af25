package dev.promptmeter.archive;

import dev.promptmeter.run.CourseEvent;
import dev.promptmeter.validity.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** When endpoints were left alone, as the notes of a journal tell it. */
final class CoursePauses {

    private static final String BREAKER = NoteRecord.word(CourseEvent.Kind.BREAKER);

    private final List<Span> over = new ArrayList<>();
    private final Map<String, Span> breakers = new HashMap<>();

    /**
     * A note of that kind stands there.
     *
     * @param at when, nanoseconds since the run's first origin
     */
    void note(String kind, JsonNode record, long at) {
        String lane = record.path("lane").asString("");
        if (kind.equals(BREAKER)) {
            closed(lane, at);
        }
        if (record.has("forNs")) {
            long length = Math.max(0, record.path("forNs").asLong());
            Span pause = new Span(at, at + Math.min(length, Long.MAX_VALUE - at));
            if (kind.equals(BREAKER)) {
                breakers.put(lane, pause);
            } else {
                over.add(pause);
            }
        }
    }

    /** While somebody finds out whether an endpoint is well again, it is left alone too. */
    private void closed(String lane, long at) {
        Span before = breakers.remove(lane);
        if (before != null) {
            over.add(new Span(before.from(), Math.max(at, before.from())));
        }
    }

    /** {@return those stretches} */
    List<Span> spans() {
        List<Span> all = new ArrayList<>(over);
        all.addAll(breakers.values());
        return all;
    }
}
