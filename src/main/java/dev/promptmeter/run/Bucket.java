package dev.promptmeter.run;

/**
 * A bucket of starts or tokens that fills continuously and holds what comes in ten seconds. Not thread-safe.
 *
 * <p>Whatever wants more than it can hold needs it full, and the rest is owed.
 */
final class Bucket {

    private static final double HELD_SHARE_OF_MINUTE = 1.0 / 6;
    private static final double MINUTE_NANOS = 60e9;

    private final double perNano;
    private final double capacity;
    private double level;
    private long asOf;

    /** Begins full. */
    Bucket(double perMinute) {
        this.perNano = perMinute / MINUTE_NANOS;
        // One request must fit, however slow the rate.
        this.capacity = Math.max(1, perMinute * HELD_SHARE_OF_MINUTE);
        this.level = capacity;
    }

    /** {@return from when on so much can be taken; the past if it can at once} */
    long startsAt(double amount) {
        double missing = Math.min(amount, capacity) - level;
        return missing <= 0 ? asOf : asOf + (long) Math.ceil(missing / perNano);
    }

    /** Takes it. */
    void take(double amount, long now) {
        level = levelAt(now) - amount;
        asOf = now;
    }

    /** Gives back what was taken and not used; below 0 for what was used beyond it. */
    void settle(double amount, long now) {
        level = Math.min(capacity, levelAt(now) + amount);
        asOf = now;
    }

    /** {@return what it holds; below 0 for what is owed} */
    double levelAt(long now) {
        return Math.min(capacity, level + (now - asOf) * perNano);
    }
}
