package dev.promptmeter.gate;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Sampled;
import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as people read them, the same digits in every output: {@code 94.6 %}, {@code 4.9 s}, {@code $0.68}. */
public final class FigureText {

    /** Stands for what cannot be computed. */
    public static final String NOTHING = "–";

    private static final String FOR_EVER = "∞";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int MOST_DECIMALS = 6;

    private FigureText() {}

    /** {@return the figure, {@code > 60 s} where only a lower limit is known, {@code ∞} for a failure, {@code unknown} for an unknown cost, else a dash} */
    public static String of(Figure figure) {
        if (figure.value() != null) {
            return value(figure.unit(), figure.value());
        }
        if ("CENSORED".equals(figure.absence())) {
            return figure.beyond() == null ? FOR_EVER : "> " + value(figure.unit(), figure.beyond());
        }
        return "COST_UNKNOWN".equals(figure.absence()) ? "unknown" : NOTHING;
    }

    /** {@return a value of that unit} */
    public static String value(Unit unit, double value) {
        return switch (unit) {
            case SHARE -> share(value);
            case NANOS -> duration(value);
            case USD -> usd(value);
            case TOKENS, COUNT -> value == Math.rint(value) ? count((long) value) : grouped(value, 1);
            case TOKENS_PER_SECOND -> rate(value) + " tok/s";
            case PER_SECOND -> rate(value) + "/s";
            case SCORE -> rounded(value, 3, RoundingMode.HALF_EVEN);
        };
    }

    /** {@return a whole number with commas, {@code 2,400}} */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@return over how many values the figure was taken and, where some belong together, how many stand apart} */
    public static String n(Figure figure) {
        return count(figure.n()) + clusters(figure);
    }

    /** {@return how many clusters the values form, {@code  in 30 clusters, design effect 2.0}; empty where none belong together} */
    static String clusters(Figure figure) {
        Sampled sampled = figure.sampled();
        if (sampled == null || !sampled.clustered()) {
            return "";
        }
        int units = sampled.observed().clusters();
        String clusters = count(units) + (units == 1 ? " cluster" : " clusters");
        if (sampled.rough()) {
            return ", only " + clusters + ": the interval is rough";
        }
        OptionalDouble effect = sampled.designEffect();
        return " in " + clusters + (effect.isEmpty() ? "" : ", design effect " + grouped(effect.getAsDouble(), 1));
    }

    /** {@return a share in percent, one decimal; more where 0 % or 100 % would be untrue} */
    public static String share(double share) {
        BigDecimal percent = percent(share);
        int decimals = 1;
        while (decimals < MOST_DECIMALS && untrue(percent, percent.setScale(decimals, RoundingMode.HALF_EVEN))) {
            decimals++;
        }
        return percent.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }

    private static boolean untrue(BigDecimal percent, BigDecimal shown) {
        boolean end = shown.signum() == 0 || shown.compareTo(HUNDRED) == 0;
        return end && shown.compareTo(percent) != 0;
    }

    /** {@return a share in percent without needless digits, {@code 5 %}} */
    static String percentOf(double share) {
        return percent(share).stripTrailingZeros().toPlainString() + " %";
    }

    private static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2);
    }

    /** {@return so many nanoseconds, {@code 0.4 ms}, {@code 288 ms}, {@code 4.9 s}, {@code 3m58s}} */
    public static String duration(double nanos) {
        return scale(nanos).text(nanos, RoundingMode.HALF_EVEN);
    }

    /** One way to write a duration. */
    private record Scale(String unit, long nanos, int decimals) {

        String text(double value, RoundingMode mode) {
            return number(value, mode) + " " + unit;
        }

        String number(double value, RoundingMode mode) {
            BigDecimal scaled = BigDecimal.valueOf(value).divide(BigDecimal.valueOf(nanos));
            return scaled.setScale(decimals, mode).toPlainString();
        }
    }

    private static Scale scale(double nanos) {
        // 999.5 ms and more would print as 1000 ms.
        if (nanos >= 999.5e6) {
            return new Scale("s", 1_000_000_000L, 1);
        }
        return new Scale("ms", 1_000_000L, nanos < 9.95e6 ? 1 : 0);
    }

    /** {@return a long span in whole seconds, {@code 3m58s}; below a minute as {@link #duration}} */
    public static String span(double nanos) {
        long seconds = Math.round(nanos / 1e9);
        if (seconds < 60) {
            return duration(nanos);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds % 3600 / 60);
    }

    /** {@return an amount of USD, two decimals; two significant digits below ten cents} */
    public static String usd(double usd) {
        return "$" + amount(usd, RoundingMode.HALF_EVEN);
    }

    private static String amount(double usd, RoundingMode mode) {
        BigDecimal exact = BigDecimal.valueOf(usd);
        int decimals = usd == 0 || usd >= 0.0995 ? 2 : exact.scale() - exact.precision() + 2;
        return grouped(exact.setScale(decimals, mode));
    }

    private static String rate(double rate) {
        return grouped(rate, rate < 9.95 ? 1 : 0);
    }

    private static String grouped(double value, int decimals) {
        return grouped(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    private static String grouped(BigDecimal value) {
        return String.format(Locale.ROOT, "%,." + value.scale() + "f", value);
    }

    private static String rounded(double value, int decimals, RoundingMode mode) {
        return BigDecimal.valueOf(value).setScale(decimals, mode).toPlainString();
    }

    /** {@return the two ends of the figure's interval rounded outward, {@code 93.5–95.5}; empty if it has none, a dash for an open end} */
    public static String interval(Figure figure) {
        if (figure.low() == null && figure.high() == null) {
            return "";
        }
        String low = figure.low() == null ? "…" : end(figure, figure.low(), RoundingMode.FLOOR);
        String high = figure.high() == null ? "…" : end(figure, figure.high(), RoundingMode.CEILING);
        return low + "–" + high;
    }

    /** {@return one end of what a value surely lies within, rounded that way} */
    static String bound(Unit unit, double value, RoundingMode mode) {
        return switch (unit) {
            case SHARE -> percent(value).setScale(1, mode).toPlainString() + " %";
            case NANOS -> scale(value).text(value, mode);
            case USD -> "$" + amount(value, mode);
            case SCORE -> rounded(value, 3, mode);
            case TOKENS, COUNT, TOKENS_PER_SECOND, PER_SECOND -> rounded(value, 1, mode);
        };
    }

    private static String end(Figure figure, double value, RoundingMode mode) {
        return switch (figure.unit()) {
            case SHARE -> percent(value).setScale(1, mode).toPlainString();
            case NANOS -> scale(figure.value() == null ? value : figure.value()).number(value, mode);
            case USD -> amount(value, mode);
            case SCORE -> rounded(value, 3, mode);
            case TOKENS, COUNT, TOKENS_PER_SECOND, PER_SECOND -> rounded(value, 1, mode);
        };
    }
}
