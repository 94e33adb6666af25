package dev.promptmeter.stats;

import org.jspecify.annotations.Nullable;

/**
 * A latency picked from a sample, or the reason why there is none.
 *
 * @param nanos the latency in nanoseconds, null exactly if {@code absence} is given
 * @param absence why there is no latency, null exactly if {@code nanos} is given
 */
public record Observation(@Nullable Long nanos, @Nullable Absence absence) {

    public Observation {
        if ((nanos == null) == (absence == null)) {
            throw new IllegalArgumentException("needs either a latency or a reason: " + nanos + ", " + absence);
        }
    }

    static Observation of(long nanos) {
        return new Observation(nanos, null);
    }

    static Observation absent(Absence reason) {
        return new Observation(null, reason);
    }
}
