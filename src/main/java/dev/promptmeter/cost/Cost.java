package dev.promptmeter.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What something cost, and who says so.
 *
 * @param pico picodollars (10⁻¹² USD), 0 or more; null exactly if the source is unknown
 * @param source who says so
 * @param most picodollars that it can be at the most: the amount itself where that is known; null if nobody can tell
 * @param computed picodollars that its tokens come to at the suite's prices, beside what the provider states; null for any other
 */
public record Cost(
        @Nullable Long pico,
        CostSource source,
        @Nullable Long most,
        @Nullable Long computed) {

    /** Nobody knows. */
    public static final Cost UNKNOWN = new Cost(null, CostSource.UNKNOWN);

    /** A real zero. */
    public static final Cost FREE = new Cost(0L, CostSource.FREE);

    /** Nothing was charged, because nothing was asked or answered. */
    public static final Cost NOTHING = new Cost(0L, CostSource.PRICE);

    private static final int SCALE = 12;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** An amount, or that nobody knows. */
    public Cost(@Nullable Long pico, CostSource source) {
        this(pico, source, pico, null);
    }

    /**
     * {@return what a provider states, in picodollars}
     *
     * @param computed what the suite's prices come to, picodollars; null where there are none
     */
    static Cost stated(long pico, @Nullable Long computed) {
        return new Cost(pico, CostSource.PROVIDER, pico, computed);
    }

    /** {@return a cost that nobody knows, but that is surely no more than so many picodollars} */
    public static Cost unknownUpTo(long most) {
        return new Cost(null, CostSource.UNKNOWN, most, null);
    }

    /** An unknown cost has no amount, and only that. */
    public Cost {
        if ((pico == null) != (source == CostSource.UNKNOWN) || pico != null && pico < 0) {
            throw new IllegalArgumentException("not a cost: " + pico + " from " + source);
        }
        if (pico != null && !pico.equals(most) || most != null && most < 0) {
            throw new IllegalArgumentException("not the most that " + pico + " picodollars can be: " + most);
        }
        if (computed != null && (source != CostSource.PROVIDER || computed < 0)) {
            throw new IllegalArgumentException("not beside a cost from " + source + ": " + computed);
        }
    }

    /** {@return so many picodollars as an exact number of USD without trailing zeros} */
    public static BigDecimal usd(long pico) {
        BigDecimal usd = BigDecimal.valueOf(pico, SCALE).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }

    /**
     * {@return so many USD as picodollars, rounded half-even}
     *
     * @throws ArithmeticException above 9.2 million USD
     */
    public static long pico(BigDecimal usd) {
        return usd.movePointRight(SCALE).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    /** {@return so many USD as picodollars, rounded up; what no sum of money comes near is {@link Long#MAX_VALUE}} */
    public static long picoAtLeast(BigDecimal usd) {
        BigDecimal pico = usd.movePointRight(SCALE).setScale(0, RoundingMode.CEILING);
        return pico.compareTo(LARGEST) >= 0 ? Long.MAX_VALUE : pico.longValueExact();
    }

    /** {@return the sum of two amounts, both 0 or more; where no long holds it, {@link Long#MAX_VALUE}, in whatever order it is made} */
    public static long sum(long pico, long more) {
        return more > Long.MAX_VALUE - pico ? Long.MAX_VALUE : pico + more;
    }

    /** {@return the sum; unknown if either part is; the source of this part, unless only the other cost something} */
    public Cost plus(Cost other) {
        if (pico == null || other.pico == null) {
            return most == null || other.most == null ? UNKNOWN : unknownUpTo(sum(most, other.most));
        }
        boolean onlyOther = pico == 0 && other.pico > 0;
        return new Cost(sum(pico, other.pico), onlyOther ? other.source : source);
    }
}
