package dev.promptmeter.stats;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The mean of scores and how sure it is, in memory that does not grow with their number. Not thread-safe.
 *
 * <p>Every score is rounded to billionths once, when it is added; from there on all sums are exact, so any order and any
 * split into merged parts gives the same figures to the last bit.
 */
public final class Mean {

    /** The largest size of a score, either sign: beyond it billionths would not fit a {@code long}. */
    public static final double LARGEST_SCORE = 1e9;

    private static final double BILLION = 1e9;
    private static final int DECIMALS = 9;

    private long count;
    // Not doubles: their sums differ with the order of merging. Not longs: ten squares of 1, in billionths, overflow.
    private BigInteger billionths = BigInteger.ZERO;
    private BigInteger squares = BigInteger.ZERO;

    /**
     * Counts one score.
     *
     * @throws IllegalArgumentException if the score is not a number or larger in size than {@link #LARGEST_SCORE}
     */
    public void add(double score) {
        if (!(Math.abs(score) <= LARGEST_SCORE)) {
            throw new IllegalArgumentException("score must be a number from -1e9 to 1e9: " + score);
        }
        BigInteger rounded = BigInteger.valueOf((long) Math.rint(score * BILLION));
        count = Math.addExact(count, 1);
        billionths = billionths.add(rounded);
        squares = squares.add(rounded.multiply(rounded));
    }

    /** Counts everything that {@code other} has counted, and returns this. */
    public Mean merge(Mean other) {
        count = Math.addExact(count, other.count);
        billionths = billionths.add(other.billionths);
        squares = squares.add(other.squares);
        return this;
    }

    /** {@return how many scores were counted} */
    public long count() {
        return count;
    }

    /** {@return the sum of all scores, or empty if nothing was counted} */
    public OptionalDouble sum() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(quotient(billionths, BigInteger.ONE, DECIMALS));
    }

    /** {@return the mean, or empty if nothing was counted} */
    public OptionalDouble value() {
        return count == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(quotient(billionths, BigInteger.valueOf(count), DECIMALS));
    }

    /** {@return the standard error of the mean, or empty if fewer than two different scores were counted} */
    public OptionalDouble standardError() {
        BigInteger spread = spread();
        if (spread.signum() == 0) {
            return OptionalDouble.empty();
        }
        BigInteger n = BigInteger.valueOf(count);
        BigInteger divisor = n.multiply(n).multiply(n.subtract(BigInteger.ONE));
        return OptionalDouble.of(Math.sqrt(quotient(spread, divisor, 2 * DECIMALS)));
    }

    /**
     * {@return Student's t interval (Student 1908), not clipped, or empty if fewer than two different scores were counted}
     *
     * <p>Equal scores have no spread to estimate from; use {@link #interval(double, Interval)} where a range is declared.
     */
    public Optional<Interval> interval(double confidence) {
        OptionalDouble error = standardError();
        double tail = Confidence.errorPerSide(confidence).doubleValue();
        return error.isEmpty()
                ? Optional.empty()
                : Optional.of(MeanInterval.student(value().orElseThrow(), error.getAsDouble(), count - 1, tail));
    }

    /**
     * {@return Student's t interval, not clipped; where all scores are equal, what the range still allows; empty of nothing}
     *
     * @param range the lowest and highest score that can be given, both ends closed, written with at most nine decimals
     */
    public Optional<Interval> interval(double confidence, Interval range) {
        if (count == 0 || spread().signum() > 0) {
            return interval(confidence);
        }
        return Optional.of(MeanInterval.allEqual(value().orElseThrow(), count, range, confidence));
    }

    // n·Σx² − (Σx)², which is exactly zero if and only if all scores are equal.
    private BigInteger spread() {
        return squares.multiply(BigInteger.valueOf(count)).subtract(billionths.multiply(billionths));
    }

    private static double quotient(BigInteger dividend, BigInteger divisor, int decimals) {
        return new BigDecimal(dividend)
                .divide(new BigDecimal(divisor), MathContext.DECIMAL128)
                .movePointLeft(decimals)
                .doubleValue();
    }
}
