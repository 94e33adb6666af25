package dev.promptmeter.report;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.run.Attempt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to one case: attempts that were told to come later follow each other every half second.
 *
 * @param startMillis of the first attempt
 * @param serviceMillis of the last attempt
 * @param rateLimits attempts before the last
 * @param ttftMillis time to first output; null if not streamed
 * @param plannedMillis when the first attempt was planned; null if it was not
 */
record SampleClock(
        long startMillis,
        long serviceMillis,
        int rateLimits,
        @Nullable Long ttftMillis,
        @Nullable Long plannedMillis) {

    private static final long MILLI = 1_000_000;
    private static final long BETWEEN = 500;

    Times times() {
        return times(rateLimits, serviceMillis + 1);
    }

    private Times times(int attempt, long millis) {
        long start = (startMillis + BETWEEN * attempt) * MILLI;
        if (attempt == 0 && plannedMillis != null) {
            long plan = plannedMillis * MILLI;
            long end = start + millis * MILLI;
            long permit = Math.max(plan, start - MILLI);
            return new Times(plan, permit, start, start, start, start, end, Times.Due.AS_PLANNED);
        }
        return new Times(start - 2 * MILLI, start - MILLI, start, start, start, start, start + millis * MILLI);
    }

    Timing timing() {
        Times times = times();
        long last = times.end() - MILLI;
        if (ttftMillis == null) {
            return Timing.plain(times, last);
        }
        long first = Math.min(last, times.start() + ttftMillis * MILLI);
        long step = (last - first) / 4;
        OutputEvents output =
                OutputEvents.at(first, first + step, first + 2 * step, first + 3 * step, first + 4 * step);
        return new Timing(times, first, first, last, output);
    }

    /** {@return the attempts that were told to come later} */
    List<Attempt> refused() {
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < rateLimits; i++) {
            Times times = times(i, 20);
            attempts.add(new Attempt(
                    i + 1, "req-" + (i + 1), 429, FailureKind.RATE, times, waited(i), Billed.NO, Cost.FREE));
        }
        return attempts;
    }

    /** {@return how long the n-th attempt, from 0, waited for its turn} */
    long waited(int attempt) {
        return attempt == 0 ? 0 : 480 * MILLI;
    }
}
