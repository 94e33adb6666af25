package dev.promptmeter.report;

import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people. */
final class Numbers {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Numbers() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String value(Unit unit, double value) {
        return switch (unit) {
            case SHARE -> percent(value) + " %";
            case NANOS -> nanos(value);
            case USD -> usd(value);
            case TOKENS -> decimals(value);
            case TOKENS_PER_SECOND -> decimals(value) + " tok/s";
            case PER_SECOND -> decimals(value) + " /s";
            case SCORE -> String.format(Locale.ROOT, "%.3f", value);
            case COUNT -> decimals(value);
        };
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", share * 100);
    }

    static String nanos(double nanos) {
        if (nanos < NANOS_PER_SECOND) {
            return significant(nanos / NANOS_PER_MILLI) + " ms";
        }
        return significant(nanos / NANOS_PER_SECOND) + " s";
    }

    static String usd(double usd) {
        if (usd >= 1 || usd == 0) {
            return String.format(Locale.ROOT, "$%,.2f", usd);
        }
        return "$" + new BigDecimal(usd).round(THREE_DIGITS).toPlainString();
    }

    static String duration(long millis) {
        long seconds = Math.round(millis / 1000.0);
        if (millis < 60_000) {
            return nanos(millis * NANOS_PER_MILLI);
        }
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60)
                : String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
    }

    /** Three digits at least, so that figures in a column can be compared at a glance. */
    private static String significant(double value) {
        if (value == 0 || value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value).round(THREE_DIGITS).toPlainString();
    }

    private static String decimals(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
