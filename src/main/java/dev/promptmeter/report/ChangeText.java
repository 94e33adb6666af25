package dev.promptmeter.report;

import dev.promptmeter.compare.FigureChange;
import dev.promptmeter.compare.FigureChange.Finding;
import dev.promptmeter.compare.FigureChange.Scale;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.stats.Interval;
import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a figure changed as people read it: {@code −0.1 pp (−0.5 to +0.2)}, {@code ratio 1.06 (0.98–1.15)}. */
final class ChangeText {

    private static final int RATIO_DECIMALS = 2;
    private static final int POINT_DECIMALS = 1;
    private static final int SCORE_DECIMALS = 3;
    private static final int MOST_DECIMALS = 6;

    private ChangeText() {}

    /** {@return name, values, size, p-value and what is said of it, as cells of one line} */
    static List<String> cells(FigureChange change) {
        Finding finding = change.finding();
        return List.of(
                Visible.line(change.name()),
                value(change.unit(), change.before()) + " → " + value(change.unit(), change.after()),
                finding == null ? "" : size(finding, change.unit()),
                finding == null || finding.p() == null ? "" : probability(finding.p()),
                word(change));
    }

    private static String probability(double p) {
        if (p < 0.0001) {
            return "p < 0.0001";
        }
        return "p = " + String.format(Locale.ROOT, p < 0.01 ? "%.4f" : "%.2f", p);
    }

    private static String word(FigureChange change) {
        if (change.word() == null) {
            // Why it is not stands above all figures.
            return "not comparable";
        }
        List<String> why = Stream.of(
                        change.reason() == null ? "" : change.reason().name(),
                        change.note() == null ? "" : Visible.all(change.note()))
                .filter(text -> !text.isEmpty())
                .toList();
        String word = change.word().word();
        return why.isEmpty() ? word : word + " (" + String.join(": ", why) + ")";
    }

    private static String value(Unit unit, @Nullable Double value) {
        return value == null ? FigureText.NOTHING : FigureText.value(unit, value);
    }

    private static String size(Finding finding, Unit unit) {
        if (finding.size() == null) {
            return "";
        }
        Interval interval = finding.interval();
        if (finding.scale() == Scale.RATIO) {
            return "ratio " + rounded(finding.size(), RATIO_DECIMALS, RoundingMode.HALF_EVEN)
                    + (interval == null || interval.lower() == null || interval.upper() == null
                            ? ""
                            : " (" + end(interval.lower(), RATIO_DECIMALS, RoundingMode.FLOOR, 1) + "–"
                                    + end(interval.upper(), RATIO_DECIMALS, RoundingMode.CEILING, 1) + ")");
        }
        return difference(finding.size(), unit, RoundingMode.HALF_EVEN)
                + (unit == Unit.SHARE ? " pp" : "")
                + (interval == null || interval.lower() == null || interval.upper() == null
                        ? ""
                        : " (" + difference(interval.lower(), unit, RoundingMode.FLOOR) + " to "
                                + difference(interval.upper(), unit, RoundingMode.CEILING) + ")");
    }

    /** Ends of an interval are rounded outward. */
    private static String difference(double value, Unit unit, RoundingMode mode) {
        double shown = unit == Unit.SHARE ? 100 * value : value;
        int decimals = unit == Unit.SHARE ? POINT_DECIMALS : SCORE_DECIMALS;
        String text = end(shown, decimals, mode, 0);
        boolean zero = new BigDecimal(text).signum() == 0;
        if (zero) {
            return text.replace("-", "");
        }
        return text.startsWith("-") ? "−" + text.substring(1) : "+" + text;
    }

    /** More decimals where a change would otherwise read as none, or the end of an interval as if it were none. */
    private static String end(double value, int decimals, RoundingMode mode, int none) {
        String text = rounded(value, decimals, mode);
        boolean untrue = new BigDecimal(text).compareTo(BigDecimal.valueOf(none)) == 0 && Math.abs(value - none) > 1e-9;
        return untrue && decimals < MOST_DECIMALS ? end(value, decimals + 1, mode, none) : text;
    }

    private static String rounded(double value, int decimals, RoundingMode mode) {
        // Twelve digits are what a difference of shares is good for; without this an exact bound would move outward by
        // a whole digit.
        BigDecimal exact = BigDecimal.valueOf(value).setScale(12, RoundingMode.HALF_EVEN);
        return exact.setScale(decimals, mode).toPlainString();
    }
}
