package dev.promptmeter.run;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** How long to wait before another attempt: full jitter under a ceiling that doubles, never less than the endpoint asks for. */
final class Backoff {

    private static final long BASE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long CEILING_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int DOUBLINGS = 10;
    private static final double EXTRA_SHARE = 0.1;

    private final SplittableRandom random;

    Backoff(long seed) {
        random = new SplittableRandom(seed);
    }

    /** {@return nanoseconds to wait after that many failed attempts} */
    synchronized long nanos(int failedAttempts, @Nullable Duration retryAfter) {
        long ceiling = Math.min(CEILING_NANOS, BASE_NANOS << Math.min(failedAttempts, DOUBLINGS));
        long jitter = (long) (random.nextDouble() * ceiling);
        if (retryAfter == null) {
            return jitter;
        }
        // A little more than asked for, so that many waiting workers do not come back in one instant.
        long asked = (long) (retryAfter.toNanos() * (1 + random.nextDouble() * EXTRA_SHARE));
        return Math.max(asked, jitter);
    }
}
