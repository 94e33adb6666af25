package dev.promptmeter.run;

import java.time.Duration;

/**
 * How often a failed attempt is followed by another.
 *
 * @param max further attempts after the first, 0 to 10
 * @param maybeBilled of them, how many may follow an attempt that may have been billed, 0 to 10
 * @param maxWait longest {@code Retry-After} obeyed
 * @param maxElapsed longest time for one repeat, waits included
 */
public record Retry(int max, int maybeBilled, Duration maxWait, Duration maxElapsed) {

    /** What holds unless the suite says otherwise. */
    public static final Retry DEFAULT = new Retry(4, 1, Duration.ofSeconds(120), Duration.ofMinutes(10));

    /** Refuses counts outside 0 to 10. */
    public Retry {
        if (max < 0 || max > 10 || maybeBilled < 0 || maybeBilled > 10) {
            throw new IllegalArgumentException("retries lie between 0 and 10: " + max + ", " + maybeBilled);
        }
    }
}
