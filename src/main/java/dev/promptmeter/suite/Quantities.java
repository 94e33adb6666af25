package dev.promptmeter.suite;

import static dev.promptmeter.suite.ScalarShape.Quotes.DO_NOT_MATTER;

import dev.promptmeter.suite.ScalarShape.Reading;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit. A number that has lost its unit is a fault: nobody can say what it means. */
final class Quantities {

    private static final String NUMBER = "(0|[1-9][0-9]*)(\\.[0-9]+)?";
    private static final Map<String, Long> NANOS =
            Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "KB", 1000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final int SECONDS_PER_MINUTE = 60;
    /** Sums of picodollars stay far within a long. */
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(1_000_000);

    private static final Pattern BARE = Pattern.compile("-?[0-9.]+");

    private Quantities() {}

    /** A length of time between two others, both as they are written. */
    static Shape<Duration> duration(String least, String most) {
        long low = nanos(least);
        long high = nanos(most);
        String range = least + " to " + most;
        return withUnit("DURATION such as 500ms, 30s, 5m", NUMBER + "(ms|s|m|h)", text -> {
            BigDecimal value = times(text, NANOS);
            return value.compareTo(BigDecimal.valueOf(low)) >= 0 && value.compareTo(BigDecimal.valueOf(high)) <= 0
                    ? Reading.of(Duration.ofNanos(
                            value.setScale(0, RoundingMode.HALF_EVEN).longValueExact()))
                    : Reading.outside(text + " is outside " + range);
        });
    }

    private static long nanos(String duration) {
        return times(duration, NANOS).longValueExact();
    }

    static Shape<Long> size(String least, String most) {
        BigDecimal low = times(least, BYTES);
        BigDecimal high = times(most, BYTES);
        String range = least + " to " + most;
        return withUnit("SIZE such as 25MB, 4MiB", NUMBER + "(KB|MB|GB|KiB|MiB|GiB)", text -> {
            BigDecimal value = times(text, BYTES);
            return value.compareTo(low) >= 0 && value.compareTo(high) <= 0
                    ? Reading.of(value.setScale(0, RoundingMode.HALF_EVEN).longValueExact())
                    : Reading.outside(text + " is outside " + range);
        });
    }

    /** A part of the whole, written in percent; given as 0 to 1. */
    static Shape<Double> share() {
        return withUnit(
                "SHARE such as 2%",
                NUMBER + "%", text -> {
                    BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
                    return percent.compareTo(BigDecimal.valueOf(100)) <= 0
                            ? Reading.of(percent.movePointLeft(2).doubleValue())
                            : Reading.outside(text + " is outside 0% to 100%");
                });
    }

    /** So many a minute, above 0. */
    static Shape<Double> rate() {
        return rate((number, unit) -> unit == 's' ? number * SECONDS_PER_MINUTE : number);
    }

    /** So many a second, above 0. */
    static Shape<Double> perSecond() {
        return rate((number, unit) -> unit == 's' ? number : number / SECONDS_PER_MINUTE);
    }

    /** A number and the unit behind its stroke, as so many of some other time. */
    private interface Conversion {

        double of(double number, char unit);
    }

    private static Shape<Double> rate(Conversion conversion) {
        return withUnit("RATE such as 5/s, 90/m", NUMBER + "/(s|m)", text -> {
            double number = new BigDecimal(text.substring(0, text.length() - 2)).doubleValue();
            double value = conversion.of(number, text.charAt(text.length() - 1));
            return value > 0 && Double.isFinite(value) ? Reading.of(value) : Reading.outside(text + " is not above 0");
        });
    }

    /** US dollars. */
    static Shape<BigDecimal> money() {
        return withUnit("MONEY such as 3 USD or $0.50", NUMBER + " USD|\\$" + NUMBER, text -> {
            BigDecimal usd = new BigDecimal(text.replace(" USD", "").replace("$", ""));
            return usd.compareTo(MOST_MONEY) <= 0
                    ? Reading.of(usd)
                    : Reading.outside(text + " is outside 0 to " + MOST_MONEY + " USD");
        });
    }

    private static <T> Shape<T> withUnit(String what, String grammar, Function<String, Reading<T>> reader) {
        Pattern pattern = Pattern.compile(grammar);
        return new ScalarShape<>(
                what,
                DO_NOT_MATTER,
                text -> {
                    if (pattern.matcher(text).matches()) {
                        return reader.apply(text);
                    }
                    return BARE.matcher(text).matches()
                            ? Reading.unexpected("expected " + what + "; found '" + text + "' (the unit is missing)")
                            : Reading.unexpected();
                },
                Json.pattern(grammar));
    }

    private static BigDecimal times(String text, Map<String, Long> units) {
        Matcher number = Pattern.compile("[0-9.]+").matcher(text);
        if (!number.lookingAt()) {
            throw new IllegalArgumentException("not a quantity: " + text);
        }
        Long factor = units.get(text.substring(number.end()));
        if (factor == null) {
            throw new IllegalArgumentException("not a unit: " + text);
        }
        return new BigDecimal(number.group()).multiply(BigDecimal.valueOf(factor));
    }
}
