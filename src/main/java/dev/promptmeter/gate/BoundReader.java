package dev.promptmeter.gate;

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

    BoundReader(GateText text, Unit unit) {
        this.text = text;
        this.unit = unit;
    }

    Bound read() {
        int column = text.column();
        if (text.took("baseline")) {
            baseline();
            throw text.fault(
                    "PM-1505", column, "a bound against a baseline is not yet supported; compare with a number");
        }
        return quantity(column);
    }

    private void baseline() {
        int column = text.column();
        if (text.took("*")) {
            number();
        } else if (text.took("+") || text.took("-")) {
            number();
            margin(column, text.run(BoundReader::unitCharacter));
        }
        if (!text.atEnd()) {
            throw text.expected("the end");
        }
    }

    private void margin(int column, String written) {
        if (unit == Unit.SHARE && !written.equals(POINTS)) {
            throw text.fault("PM-1504", column, "for shares write the margin in points: baseline - 2pp");
        }
        if (unit != Unit.SHARE && unit != Unit.SCORE && unit != Unit.COUNT) {
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
        return new Bound(value.doubleValue(), sign + digits + (written.equals("USD") ? " USD" : written));
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
