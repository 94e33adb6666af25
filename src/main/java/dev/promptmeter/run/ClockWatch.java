package dev.promptmeter.run;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares the wall clock with the monotonic one. A machine that slept in the middle of an attempt, or whose clock was set, makes no
 * duration of it; no duration is ever taken from the wall clock itself. Safe for many threads.
 */
final class ClockWatch {

    private static final Duration JUMP = Duration.ofSeconds(5);
    private static final Duration DRIFT = Duration.ofSeconds(1);

    private final Ticker ticker;
    private final Instant origin;

    /** Takes both clocks as they stand. */
    ClockWatch(Ticker ticker) {
        this.ticker = ticker;
        this.origin = origin();
    }

    /** {@return what the wall clock said when the monotonic one began; the same instant as long as both go alike} */
    private Instant origin() {
        return ticker.date().minusNanos(ticker.nanos());
    }

    /**
     * {@return the answer, flagged if the clocks parted while it was waited for}
     *
     * @throws InterruptedException if the endpoint does
     */
    RecordedAnswer ask(ChatEndpoint endpoint, WireRequest request, Stopwatch stopwatch) throws InterruptedException {
        Instant before = origin();
        RecordedAnswer answer = endpoint.ask(request, stopwatch);
        return apart(before).compareTo(JUMP) > 0 ? answer.flagged(CaseResult.CLOCK_JUMP) : answer;
    }

    private Duration apart(Instant before) {
        return Duration.between(before, origin()).abs();
    }

    /** {@return how far the clocks have parted since the run began, if it is far} */
    Optional<CourseEvent> drift() {
        Duration apart = apart(origin);
        if (apart.compareTo(DRIFT) <= 0) {
            return Optional.empty();
        }
        String text = String.format(
                Locale.ROOT,
                "the wall clock went %.1f s %s than the time that passed",
                apart.toMillis() / 1e3,
                origin().isAfter(origin) ? "further" : "less");
        return Optional.of(new CourseEvent(ticker.nanos(), CourseEvent.Kind.CLOCK, null, text, null));
    }
}
