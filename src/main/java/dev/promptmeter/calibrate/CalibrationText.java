package dev.promptmeter.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A calibration as a table for people, and one sentence about what it means. */
public final class CalibrationText {

    private static final String ROW = "%9s   %-29s   %-21s   %-24s   %-13s   %s%n";
    private static final String NOTHING = "–";
    private static final int USUAL = 64;

    private CalibrationText() {}

    /** {@return that calibration} */
    public static String of(CalibrationResult result) {
        StringBuilder out = new StringBuilder();
        out.append(row(
                "in flight",
                "arrival error p50 / p99 / max",
                "TTFT error p50 / p99",
                "latency error p50 / p99",
                "CPU per event",
                "per case"));
        result.levels().forEach(level -> out.append(row(level)));
        out.append(late(result))
                .append(parks(result))
                .append(lag(result))
                .append(clock(result.clock()))
                .append(capacity(result.capacity()));
        failures(result, out);
        if (!result.blamesTheClient()) {
            out.append(
                    "The simulator itself was later than 1 ms for more than 1 % of its events: the figures bound the client and the"
                            + " simulator together. Free the machine and try again.\n");
        }
        return out.append(conclusion(result)).toString();
    }

    private static String row(Level level) {
        return row(
                Integer.toString(level.inFlight()),
                millis(level.arrival().p50()) + " / " + millis(level.arrival().p99()) + " / "
                        + millis(level.arrival().max()) + " ms",
                pair(level.ttft()),
                pair(level.latency()),
                micros(level.cost().perEvent()),
                micros(level.cost().perCase()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW.replace("%n", "\n"), cells);
    }

    private static String pair(Spread spread) {
        return millis(spread.p50()) + " / " + millis(spread.p99()) + " ms";
    }

    /** {@return two significant digits in milliseconds, {@code 0.14}, {@code 3.9}; a dash for what is not known} */
    static String millis(@Nullable Long nanos) {
        if (nanos == null) {
            return NOTHING;
        }
        BigDecimal millis = BigDecimal.valueOf(nanos, 6);
        BigDecimal two = millis.round(new MathContext(2, RoundingMode.HALF_EVEN));
        int decimals = Math.min(2, Math.max(0, two.scale()));
        return millis.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String micros(@Nullable Double nanos) {
        return nanos == null
                ? NOTHING
                : String.format(Locale.ROOT, nanos < 99_500 ? "%.1f us" : "%.0f us", nanos / 1e3);
    }

    private static String late(CalibrationResult result) {
        Lateness worst = result.levels().stream()
                .map(Level::lateness)
                .max((left, right) -> Long.compare(orNone(left.p99()), orNone(right.p99())))
                .orElseThrow();
        return "simulator   late p50 " + millis(worst.p50()) + " / p99 " + millis(worst.p99()) + " / max "
                + millis(worst.max()) + " ms at its worst level\n";
    }

    private static String parks(CalibrationResult result) {
        Parks worst = result.levels().stream()
                .map(Level::parks)
                .max((left, right) -> Long.compare(orNone(left.p99()), orNone(right.p99())))
                .orElseThrow();
        return "parks       overslept p50 " + millis(worst.p50()) + " / p99 " + millis(worst.p99()) + " / max "
                + millis(worst.max()) + " ms at their worst level; stalls "
                + String.format(Locale.ROOT, "%,d", worst.stalls())
                + (worst.longestStall() == null ? "" : ", longest " + millis(worst.longestStall()) + " ms") + "\n";
    }

    private static String lag(CalibrationResult result) {
        Spread lag = result.dispatchLag();
        return "dispatch    lag p50 " + millis(lag.p50()) + " / p99 " + millis(lag.p99()) + " / max "
                + millis(lag.max())
                + " ms at "
                + BigDecimal.valueOf(result.plan().startsPerSecond())
                        .stripTrailingZeros()
                        .toPlainString()
                + " starts/s\n";
    }

    private static long orNone(@Nullable Long nanos) {
        return nanos == null ? Long.MIN_VALUE : nanos;
    }

    private static String clock(ClockOffset clock) {
        return "clock       " + (clock.same() ? "the same" : "ahead by " + millis(clock.nanos()) + " ms, taken off")
                + " (known to " + millis(clock.errorNanos()) + " ms)\n";
    }

    private static String capacity(Capacity capacity) {
        Double rate = capacity.eventsPerSecond();
        String highest = rate == null
                ? "less than the first step"
                : String.format(Locale.ROOT, "%,d events/s in %d streams", Math.round(rate), capacity.streams());
        String why = switch (capacity.end()) {
            case CLIENT -> "on the next step the client was late";
            case SIMULATOR -> "on the next step the simulator was late, so the client may bear more";
            case TIME -> "no time for a further step";
        };
        return "capacity    " + highest + " with an arrival error within 1 ms for 99 % (" + why + ")\n";
    }

    private static void failures(CalibrationResult result, StringBuilder out) {
        long failed = result.levels().stream()
                .mapToLong(level -> level.counts().failed())
                .sum();
        if (failed > 0) {
            out.append(String.format(Locale.ROOT, "failed      %,d requests, outside every figure%n", failed)
                    .replace(System.lineSeparator(), "\n"));
        }
    }

    private static String conclusion(CalibrationResult result) {
        Level level = result.nearest(USUAL);
        Long p99 = level.arrival().p99();
        Long ttft = level.ttft().p99();
        String where = String.format(
                Locale.ROOT,
                "Client error at %d %s x %s events/s: ",
                level.inFlight(),
                level.inFlight() == 1 ? "stream" : "streams",
                BigDecimal.valueOf(result.plan().eventsPerSecond())
                        .stripTrailingZeros()
                        .toPlainString());
        if (p99 == null) {
            return where + "too few events to say; give it more time with --duration.\n";
        }
        String good =
                ttft == null ? "" : " Good for TTFT differences of " + bound(2 * Math.max(p99, ttft)) + " and more.";
        return where + "below " + bound(p99) + " for 99 % of events." + good + "\n";
    }

    /** {@return one significant digit, rounded up: {@code 0.9 ms}, {@code 2 ms}} */
    private static String bound(long nanos) {
        BigDecimal millis =
                BigDecimal.valueOf(Math.max(nanos, 1_000), 6).round(new MathContext(1, RoundingMode.CEILING));
        return millis.stripTrailingZeros().toPlainString() + " ms";
    }
}
