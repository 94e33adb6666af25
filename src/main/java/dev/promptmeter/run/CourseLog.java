package dev.promptmeter.run;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Events on their way to the journal: noted under locks, recorded by a thread that holds none. Safe for many threads. */
final class CourseLog {

    private final Queue<CourseEvent> events = new ConcurrentLinkedQueue<>();

    void add(CourseEvent event) {
        events.add(event);
    }

    /** Records what was noted. */
    void recordTo(Recorder recorder) {
        for (CourseEvent event = events.poll(); event != null; event = events.poll()) {
            recorder.event(event);
        }
    }
}
