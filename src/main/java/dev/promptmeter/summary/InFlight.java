package dev.promptmeter.summary;

import java.util.Arrays;

/**
 * How many attempts were in flight at each of many evenly spaced instants, in memory that does not grow with their number: 1 MB at
 * most. Any order and any split into merged parts gives the same. Not thread-safe.
 *
 * <p>Instants lie 1 µs apart in a run of a quarter of a second, and twice as far whenever it is twice as long.
 */
public final class InFlight {

    private static final int MOST = 1 << 18;
    private static final int FINEST = 10;

    private int[] changes = new int[1 << 6];
    private int shift = FINEST;

    /** Starts empty. */
    public InFlight() {}

    /** An attempt was in flight from that instant to that one, nanoseconds since the run's origin. */
    public void add(long start, long end) {
        while (index(end) >= MOST) {
            coarsen();
        }
        int last = index(end);
        if (last >= changes.length) {
            changes = Arrays.copyOf(changes, Math.min(MOST, Math.max(last + 1, changes.length * 2)));
        }
        changes[index(start)]++;
        changes[last]--;
    }

    /** The first instant that is not before that one. */
    private int index(long nanos) {
        long above = (Math.max(0, nanos) + (1L << shift) - 1) >> shift;
        return (int) Math.min(MOST, above);
    }

    /** Every other instant goes; what changed at it counts from the next. In place: a run does it often, and an array that is thrown away is large. */
    private void coarsen() {
        for (int i = 1; i < changes.length; i++) {
            int change = changes[i];
            changes[i] = 0;
            changes[(i + 1) / 2] += change;
        }
        shift++;
    }

    void merge(InFlight other) {
        while (shift < other.shift) {
            coarsen();
        }
        while (other.shift < shift) {
            other.coarsen();
        }
        if (changes.length < other.changes.length) {
            changes = Arrays.copyOf(changes, other.changes.length);
        }
        for (int i = 0; i < other.changes.length; i++) {
            changes[i] += other.changes[i];
        }
    }

    /** {@return the most at any of the instants} */
    long most() {
        long most = 0;
        long now = 0;
        for (int change : changes) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    /** {@return the mean over the instants between those two; 0 if none lies there} */
    public double mean(long from, long to) {
        int first = index(from);
        int end = Math.min(changes.length, index(to));
        double sum = 0;
        long now = 0;
        for (int i = 0; i < end; i++) {
            now += changes[i];
            sum += i < first ? 0 : now;
        }
        return end <= first ? 0 : sum / (index(to) - first);
    }
}
