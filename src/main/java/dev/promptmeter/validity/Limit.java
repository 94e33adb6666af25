package dev.promptmeter.validity;

/**
 * From where on a figure speaks against a run.
 *
 * @param share of a whole; of the median latency where there is a floor
 * @param floorNanos the limit is never below that; 0 for a figure that is a share itself
 */
public record Limit(double share, long floorNanos) {

    /** Refuses what is no share. */
    public Limit {
        if (!(share >= 0) || floorNanos < 0) {
            throw new IllegalArgumentException("not a limit: " + share + ", " + floorNanos);
        }
    }

    static Limit of(double share) {
        return new Limit(share, 0);
    }

    static Limit ofLatency(double share, long floorMillis) {
        return new Limit(share, floorMillis * 1_000_000);
    }

    /**
     * {@return the limit itself: a share, or nanoseconds}
     *
     * @param medianNanos median service time; 0 if it is not known
     */
    double value(double medianNanos) {
        return floorNanos == 0 ? share : Math.max(floorNanos, share * medianNanos);
    }
}
