package dev.promptmeter.gate;

import dev.promptmeter.gate.Bound.Kind;
import dev.promptmeter.summary.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what a figure is compared with and brings it into the figure's own unit. */
final class BoundReader {

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final BigDecimal PERCENT = new BigDecimal("0.01");

    /** A unit as written: what it measures, and how much of the figure's own unit it is. */
    private record Measure(Unit unit, BigDecimal size) {}

    private static final Map<String, Measure> MEASURES = Map.of(
            "%", new Measure(Unit.SHARE, PERCENT),
            "ms", new Measure(Unit.NANOS, BigDecimal.valueOf(1_000_000L)),
            "s", new Measure(Unit.NANOS, BigDecimal.valueOf(1_000_000_000L)),
            "m", new Measure(Unit.NANOS, BigDecimal.valueOf(60_000_000_000L)),
            "h", new Measure(Unit.NANOS, BigDecimal.valueOf(3_600_000_000_000L)),
            "USD", new Measure(Unit.USD, BigDecimal.ONE),
            "tok/s", new Measure(Unit.TOKENS_PER_SECOND, BigDecimal.ONE),
            "/s", new Measure(Unit.PER_SECOND, BigDecimal.ONE));

    private static final String POINTS = "pp";
    private static final List<String> UNITS = List.of("%", POINTS, "ms", "s", "m", "h", "USD", "tok/s", "/s");

    private final GateText text;
    private final Unit unit;
    private final boolean quantile;

    BoundReader(GateText text, FigurePath path) {
        this.text = text;
        this.unit = path.unit();
        this.quantile = Percentile.of(path.name()).isPresent();
    }

    Bound read() {
        int column = text.column();
        return text.took("baseline") ? beside(column) : quantity(column);
    }

    private Bound beside(int start) {
        if (unit == Unit.COUNT) {
            throw text.fault("PM-1504", start, "it counts what changed since the baseline: compare it with a number");
        }
        int column = text.column();
        if (text.took("*")) {
            return factor();
        }
        boolean added = text.took("+");
        if (added || text.took("-")) {
            return shift(column, added ? "+" : "-");
        }
        if (!text.atEnd()) {
            throw text.expected("the end");
        }
        return shifting() ? new Bound(Kind.SHIFT, 0, "baseline") : new Bound(Kind.FACTOR, 1, "baseline");
    }

    private boolean shifting() {
        return unit == Unit.SHARE || unit == Unit.SCORE;
    }

    private Bound factor() {
        int column = text.column();
        String digits = number();
        double factor = new BigDecimal(digits).doubleValue();
        if (factor <= 0) {
            throw text.fault("PM-1503", column, "a factor is above 0: write baseline * 1.10");
        }
        return new Bound(Kind.FACTOR, factor, "baseline * " + digits);
    }

    private Bound shift(int column, String sign) {
        String digits = number();
        String written = text.run(BoundReader::unitCharacter);
        requireMargin(column, written);
        BigDecimal size = new BigDecimal(sign + digits);
        double shift = (unit == Unit.SHARE ? size.multiply(PERCENT) : size).doubleValue();
        if (Math.abs(shift) >= 1) {
            throw text.fault("PM-1503", column, "the margin is as wide as the whole range from 0 to 1");
        }
        return new Bound(Kind.SHIFT, shift, "baseline " + sign + " " + digits + written);
    }

    private void requireMargin(int column, String written) {
        if (unit == Unit.SHARE && !written.equals(POINTS)) {
            throw text.fault("PM-1504", column, "for shares write the margin in points: baseline - 2pp");
        }
        if (unit == Unit.SCORE && !written.isEmpty()) {
            throw text.fault("PM-1504", column, "for a score write the margin as a plain number: baseline - 0.02");
        }
        if (quantile) {
            throw text.fault("PM-1504", column, "compare a quantile by a factor: baseline * 1.10");
        }
        if (!shifting()) {
            throw text.fault("PM-1504", column, "write the margin as a factor: baseline * 1.10");
        }
    }

    private Bound quantity(int column) {
        String sign = text.took("-") ? "-" : "";
        String digits = number();
        int unitColumn = text.column();
        String written = text.run(BoundReader::unitCharacter);
        if (!written.isEmpty() && !UNITS.contains(written)) {
            throw text.expected(unitColumn, "one of the units " + String.join(" ", UNITS), written, UNITS);
        }
        requireFitting(column, sign + digits, written);
        BigDecimal size =
                written.isEmpty() ? BigDecimal.ONE : MEASURES.get(written).size();
        BigDecimal value = new BigDecimal(sign + digits).multiply(size);
        requireShare(column, value);
        return new Bound(Kind.NUMBER, value.doubleValue(), sign + digits + (written.equals("USD") ? " USD" : written));
    }

    private String number() {
        int column = text.column();
        String digits = text.run(c -> c >= '0' && c <= '9' || c == '.');
        if (digits.isEmpty()) {
            throw text.expected("a number with its unit, or baseline");
        }
        if (!NUMBER.matcher(digits).matches()) {
            throw text.expected(column, "a number such as 0.5", digits, List.of());
        }
        return digits;
    }

    private static boolean unitCharacter(int c) {
        return Character.isLetter(c) || c == '%' || c == '/';
    }

    private void requireFitting(int column, String number, String written) {
        Measure measure = MEASURES.get(written);
        if (written.equals(POINTS)) {
            throw text.fault("PM-1503", column, "pp are points of a margin: write " + number + "%");
        }
        if (measure != null && measure.unit() != unit) {
            throw text.fault("PM-1503", column, kind(unit) + " cannot be compared with " + kind(measure.unit()));
        }
        if (measure == null && !remedy(number).isEmpty()) {
            throw text.fault("PM-1501", column, number + " has no unit; write " + remedy(number));
        }
    }

    /** {@return what to write instead of a bare number, or empty where that is what the figure takes} */
    private String remedy(String number) {
        return switch (unit) {
            case NANOS -> number + "s or " + number + "ms";
            case USD -> number + " USD";
            case TOKENS_PER_SECOND -> number + " tok/s";
            case PER_SECOND -> number + "/s";
            case SHARE, TOKENS, SCORE, COUNT -> "";
        };
    }

    private void requireShare(int column, BigDecimal value) {
        boolean outside = value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0;
        if (unit == Unit.SHARE && outside) {
            throw text.fault("PM-1503", column, "a share lies between 0% and 100%, or 0 and 1");
        }
    }

    private static String kind(Unit unit) {
        return switch (unit) {
            case SHARE -> "a share";
            case NANOS -> "a duration";
            case USD -> "an amount of money";
            case TOKENS -> "a number of tokens";
            case TOKENS_PER_SECOND -> "a rate of tokens";
            case PER_SECOND -> "a rate of events";
            case SCORE -> "a score";
            case COUNT -> "a count";
        };
    }
}
