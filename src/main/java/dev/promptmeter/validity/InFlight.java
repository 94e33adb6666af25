package dev.promptmeter.validity;

/**
 * How many attempts were in flight in the course of a run, in memory that does not grow with its length: a mean over any stretch is exact
 * but for its ends, which lie within a two-thousandth of the run. Not thread-safe.
 */
final class InFlight {

    private static final int BUCKETS = 4096;

    private long[] busy = new long[BUCKETS];
    private long width = 1 << 16;

    /** An attempt took that long. */
    void add(long from, long to) {
        if (from < 0 || to <= from) {
            return;
        }
        while (to / width >= BUCKETS) {
            widen();
        }
        for (int i = (int) (from / width); i <= (to - 1) / width; i++) {
            busy[i] += Math.min(to, (i + 1) * width) - Math.max(from, i * width);
        }
    }

    private void widen() {
        long[] wider = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            wider[i / 2] += busy[i];
        }
        busy = wider;
        width *= 2;
    }

    /** {@return the time of all attempts in that stretch together, nanoseconds} */
    double nanos(Span span) {
        double sum = 0;
        long last = Math.min(BUCKETS - 1, span.to() / width);
        for (int i = (int) Math.min(BUCKETS, span.from() / width); i <= last; i++) {
            long inside = Math.min(span.to(), (i + 1) * width) - Math.max(span.from(), i * width);
            sum += (double) busy[i] * inside / width;
        }
        return sum;
    }
}
