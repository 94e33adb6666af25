package dev.promptmeter.simulator;

/** How durations are spread, in constant memory, to within 1 %. Not thread-safe. */
final class Spread {

    private static final int BITS = 7;
    private static final int CELLS = 1 << BITS;

    private final long[] counts = new long[(64 - BITS) * CELLS];
    private long total;
    private long most;

    void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[cell(value)]++;
        total++;
        most = Math.max(most, value);
    }

    private static int cell(long value) {
        int exponent = Math.max(0, 63 - BITS - Long.numberOfLeadingZeros(value | 1));
        return exponent * CELLS + (int) (value >>> exponent);
    }

    long total() {
        return total;
    }

    long most() {
        return most;
    }

    /** {@return the smallest value that at least this share of all values does not exceed; 0 if there is none} */
    long quantile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            seen += counts[cell];
            if (seen >= rank && counts[cell] > 0) {
                return Math.min(most, highest(cell));
            }
        }
        return most;
    }

    // The first two rows hold single values; from there on each row doubles the width.
    private static long highest(int cell) {
        int exponent = Math.max(0, cell / CELLS - 1);
        long value = cell - (long) exponent * CELLS;
        return ((value + 1) << exponent) - 1;
    }
}
