package dev.promptmeter.simulator;

/** So many of something per minute: fills continuously, holds a sixth of a minute, and may owe what is only known afterwards. */
final class RateBucket {

    private static final double MINUTE_NANOS = 60e9;

    private final long perMinute;
    private final double capacity;
    private double level;
    private long asOf;

    /** Begins full. */
    RateBucket(long perMinute, long now) {
        this.perMinute = perMinute;
        this.capacity = Math.max(1, perMinute / 6.0);
        this.level = capacity;
        this.asOf = now;
    }

    long perMinute() {
        return perMinute;
    }

    /** {@return nanoseconds until so many are there, as far as it can ever hold them; 0 if they are} */
    long waitNanos(double amount, long now) {
        return nanosFor(Math.min(amount, capacity) - levelAt(now));
    }

    private long nanosFor(double missing) {
        return missing <= 0 ? 0 : (long) Math.ceil(missing * MINUTE_NANOS / perMinute);
    }

    /** Takes so many, whether or not they are there. */
    void take(double amount, long now) {
        level = levelAt(now) - amount;
        asOf = now;
    }

    /** {@return how many are there, whole ones and none below 0} */
    long left(long now) {
        return Math.max(0, (long) levelAt(now));
    }

    /** {@return nanoseconds until it is full} */
    long fullNanos(long now) {
        return nanosFor(capacity - levelAt(now));
    }

    private double levelAt(long now) {
        return Math.min(capacity, level + (now - asOf) * perMinute / MINUTE_NANOS);
    }
}
