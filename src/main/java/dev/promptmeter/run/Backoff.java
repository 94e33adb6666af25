package dev.promptmeter.run;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long to wait before another attempt: full jitter under a ceiling that doubles. Safe for many threads. */
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
    synchronized long nanos(int failedAttempts) {
        long ceiling = Math.min(CEILING_NANOS, BASE_NANOS << Math.min(failedAttempts, DOUBLINGS));
        return (long) (random.nextDouble() * ceiling);
    }

    /** {@return nanoseconds to wait when so much is asked for: a little more, so that many runs do not come back in one instant} */
    synchronized long told(Duration wait) {
        return (long) Math.min(Long.MAX_VALUE, wait.toNanos() * (1 + random.nextDouble() * EXTRA_SHARE));
    }
}
