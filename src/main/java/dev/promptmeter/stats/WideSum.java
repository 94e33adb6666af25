package dev.promptmeter.stats;

import java.math.BigInteger;

/** An exact sum of 128 bits, wide enough for squares of trillionths. Adding to it makes nothing, unlike a {@link BigInteger}. Not thread-safe. */
final class WideSum {

    private long high;
    private long low;

    void add(long term) {
        add(term >> (Long.SIZE - 1), term);
    }

    void addProduct(long one, long other) {
        add(Math.multiplyHigh(one, other), one * other);
    }

    void add(WideSum other) {
        add(other.high, other.low);
    }

    private void add(long termHigh, long termLow) {
        long sum = low + termLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high = Math.addExact(high, termHigh);
        // Only the last step may overflow: a carry never does after a negative term.
        high = Math.addExact(high, carry);
        low = sum;
    }

    BigInteger value() {
        BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
    }
}
