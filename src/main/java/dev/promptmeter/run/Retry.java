package dev.promptmeter.run;

import java.time.Duration;

/**
 * How often a failed attempt is followed by another.
 *
 * @param max further attempts after the first, 0 to 10
 * @param maybeBilled of them, how many may follow an attempt that may have been billed, 0 to 10
 * @param malformed of them, how many may follow a success that cannot be used, 0 to 10
 * @param on failures that may be repeated at all
 * @param maxWait longest {@code Retry-After} obeyed
 * @param maxElapsed longest time for one repeat, waits included
 */
public record Retry(int max, int maybeBilled, int malformed, RetryOn on, Duration maxWait, Duration maxElapsed) {

    private static final int MOST = 10;

    /** What holds unless the suite says otherwise. */
    public static final Retry DEFAULT = new Retry(4, 1, Duration.ofSeconds(120), Duration.ofMinutes(10));

    /** Repeats whatever is worth it, and no success that cannot be used. */
    public Retry(int max, int maybeBilled, Duration maxWait, Duration maxElapsed) {
        this(max, maybeBilled, 0, RetryOn.ALL, maxWait, maxElapsed);
    }

    /** Refuses counts outside 0 to 10. */
    public Retry {
        if (outside(max) || outside(maybeBilled) || outside(malformed)) {
            throw new IllegalArgumentException(
                    "retries lie between 0 and 10: " + max + ", " + maybeBilled + ", " + malformed);
        }
    }

    private static boolean outside(int count) {
        return count < 0 || count > MOST;
    }
}
