package dev.promptmeter.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Chances and rates of a plan as people read them: neither impossible nor certain, and no more digits than mean something. */
final class Chances {

    private static final double LEAST = 0.0001;
    private static final double MOST = 0.999;
    private static final int RATE_DECIMALS = 2;

    private Chances() {}

    /** {@return a chance, {@code < 0.01 %} to {@code > 99.9 %}} */
    static String chance(double chance) {
        if (chance < LEAST) {
            return "< 0.01 %";
        }
        if (chance > MOST) {
            return "> 99.9 %";
        }
        int decimals = chance < 0.01 ? 2 : chance >= 0.995 ? 1 : 0;
        return percent(chance, decimals).toPlainString() + " %";
    }

    /** {@return a rate, {@code 97 %} or {@code 99.5 %}} */
    static String rate(double rate) {
        return shortened(rate) + " %";
    }

    /** {@return a difference of shares, {@code 6.9 points}} */
    static String points(double share) {
        return shortened(percent(share, 1).movePointLeft(2).doubleValue()) + " points";
    }

    private static String shortened(double share) {
        BigDecimal percent = percent(share, RATE_DECIMALS).stripTrailingZeros();
        return percent.setScale(Math.max(0, percent.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    private static BigDecimal percent(double share, int decimals) {
        return BigDecimal.valueOf(share).movePointRight(2).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
