package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How far the wall clock is from the run's own. It changes when the wall clock is set, and when the machine or the process sleeps; no
 * duration is ever taken from it, but times of an attempt during which it changed much are not to be trusted.
 *
 * @param ticker the run's own clock, and the wall clock beside it
 * @param ahead the wall clock's time when the run's own clock was at zero
 */
record ClockGap(Ticker ticker, Instant ahead) {

    private static final Duration JUMP = Duration.ofSeconds(5);
    private static final Duration DRIFT = Duration.ofSeconds(1);

    /** {@return the gap as it is now} */
    static ClockGap of(Ticker ticker) {
        return new ClockGap(ticker, ticker.date().minusNanos(ticker.nanos()));
    }

    /** {@return what was recorded of an attempt that has just ended, of a repeat whose first began at this gap} */
    RecordedAnswer marked(RecordedAnswer recorded) {
        boolean jumped = sinceThen().abs().compareTo(JUMP) > 0;
        return jumped ? recorded.flagged(RecordedAnswer.CLOCK_JUMP) : recorded;
    }

    /** {@return what is to be said of a run that began at this gap and ends now; usually nothing} */
    Optional<CourseEvent> drift() {
        Duration moved = sinceThen();
        if (moved.abs().compareTo(DRIFT) <= 0) {
            return Optional.empty();
        }
        String way = moved.isNegative() ? "fell behind" : "ran ahead of";
        String text = String.format(
                Locale.ROOT,
                "the wall clock %s the run's own by %.1f s",
                way,
                moved.abs().toMillis() / 1e3);
        return Optional.of(new CourseEvent(ticker.nanos(), CourseEvent.Kind.CLOCK, null, text, null, null));
    }

    private Duration sinceThen() {
        return Duration.between(ahead, of(ticker).ahead());
    }
}
