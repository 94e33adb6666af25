package dev.promptmeter.stats;

import java.math.BigInteger;

/** What is left of clusters once they are complete: exactly what their part in the error of a mean needs. Not thread-safe. */
final class ClusterSums {

    private final WideSum sizesTimesSums = new WideSum();
    private final WideSum sumsSquared = new WideSum();
    private long count;
    private long sizesSquared;

    void add(long size, long sum) {
        count++;
        sizesSquared = Math.addExact(sizesSquared, Math.multiplyExact(size, size));
        sizesTimesSums.addProduct(size, sum);
        sumsSquared.addProduct(sum, sum);
    }

    void add(ClusterSums other) {
        count += other.count;
        sizesSquared = Math.addExact(sizesSquared, other.sizesSquared);
        sizesTimesSums.add(other.sizesTimesSums);
        sumsSquared.add(other.sumsSquared);
    }

    ClusterSums copy() {
        var copy = new ClusterSums();
        copy.add(this);
        return copy;
    }

    long count() {
        return count;
    }

    /** {@return n² times the sum over clusters of the squared sum of what their values lie from the mean, {@code total / n}} */
    BigInteger spread(long n, BigInteger total) {
        BigInteger size = BigInteger.valueOf(n);
        BigInteger mixed = size.multiply(total).multiply(sizesTimesSums.value()).shiftLeft(1);
        return size.pow(2)
                .multiply(sumsSquared.value())
                .subtract(mixed)
                .add(total.pow(2).multiply(BigInteger.valueOf(sizesSquared)));
    }
}
