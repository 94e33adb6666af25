package dev.promptmeter.simulator;

import java.math.BigDecimal;
import java.util.Map;

/** Durations as people type them: a number and one of {@code us}, {@code ms}, {@code s}, {@code m}. */
final class TimeText {

    private static final Map<String, Long> NANOS =
            Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L);

    private TimeText() {}

    /** {@return the duration in nanoseconds, never negative} */
    static long nanos(String text) {
        String trimmed = text.trim();
        int unitAt = trimmed.length();
        while (unitAt > 0 && Character.isLetter(trimmed.charAt(unitAt - 1))) {
            unitAt--;
        }
        Long unit = NANOS.get(trimmed.substring(unitAt));
        try {
            if (unit != null && !trimmed.startsWith("-")) {
                return new BigDecimal(trimmed.substring(0, unitAt))
                        .multiply(BigDecimal.valueOf(unit))
                        .longValue();
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(complaint(text), e);
        }
        throw new IllegalArgumentException(complaint(text));
    }

    private static String complaint(String text) {
        return "'" + text + "' is not a duration; write a number with us, ms, s or m, such as 50ms";
    }

    /** {@return the duration in nanoseconds, negative behind a minus} */
    static long signedNanos(String text) {
        String trimmed = text.trim();
        boolean signed = trimmed.startsWith("+") || trimmed.startsWith("-");
        long nanos = nanos(signed ? trimmed.substring(1) : trimmed);
        return trimmed.startsWith("-") ? -nanos : nanos;
    }
}
