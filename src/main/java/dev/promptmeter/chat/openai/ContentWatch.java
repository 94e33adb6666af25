package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.Times;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * When the last output of a growing stream came. It reads only when it is asked, which is when a deadline seems to have passed; an
 * answer that keeps coming is not decoded twice.
 */
final class ContentWatch {

    private final StampedBody body;
    private final Stopwatch stopwatch;
    private final Times start;
    private final StreamAssembly assembly = new StreamAssembly(null, new HashSet<>());
    private final SseDecoder decoder = new SseDecoder(assembly);
    private int fed;

    /** Watches a body whose attempt began at {@code start}. */
    ContentWatch(StampedBody body, Stopwatch stopwatch, long start) {
        this.body = body;
        this.stopwatch = stopwatch;
        this.start = new Times(start, start, start, null, null, null, start);
    }

    /** {@return the arrival of the last event with output, on the stopwatch's clock; null if there was none yet} */
    @Nullable
    Long lastOutput() {
        byte[] bytes = body.bytes();
        decoder.feed(bytes, fed, bytes.length);
        fed = bytes.length;
        Long offset = assembly.events().last(EventClass.OUTPUT);
        return offset == null ? null : new EventTimes(start, stopwatch.stamps()).of(offset);
    }
}
