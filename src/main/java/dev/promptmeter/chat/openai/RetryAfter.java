package dev.promptmeter.chat.openai;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long an endpoint asks us to wait: milliseconds, seconds, a date, or the reset of a rate limit. */
final class RetryAfter {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,32}(\\.[0-9]{0,32})?|\\.[0-9]{1,32}");
    private static final int LONGEST_NUMBER = 32;
    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);
    private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(LONGEST.toSeconds());
    private static final Pattern PARTS = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");
    private static final List<String> RESETS = List.of("x-ratelimit-reset-requests", "x-ratelimit-reset-tokens");
    private static final int TOO_MANY_REQUESTS = 429;

    // Dates of HTTP are English whatever the locale; the names of Locale.ROOT differ between Java versions.
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** {@return the wait that those headers ask for; null if they ask for none that is valid. {@code clock} stands in for a missing date} */
    static @Nullable Duration of(Map<String, String> headers, int status, InstantSource clock) {
        String millis = headers.get("retry-after-ms");
        String after = headers.get("retry-after");
        if (millis == null && after == null) {
            return status == TOO_MANY_REQUESTS ? longestReset(headers) : null;
        }
        Duration wait = millis == null ? null : number(millis, 3);
        if (wait == null && after != null) {
            wait = number(after, 0);
        }
        return wait == null && after != null ? untilDate(after, headers.get("date"), clock) : wait;
    }

    /** {@return whether that is a value of a {@code Retry-After} that can be used} */
    static boolean valid(String value) {
        return number(value, 0) != null || date(value) != null;
    }

    /** {@return whether that is a value of a {@code retry-after-ms} that can be used} */
    static boolean validMillis(String value) {
        return number(value, 3) != null;
    }

    private static @Nullable Duration number(String text, int decimalPlaces) {
        String digits = text.strip();
        if (digits.length() > LONGEST_NUMBER || !NUMBER.matcher(digits).matches()) {
            return null;
        }
        BigDecimal seconds = new BigDecimal(digits).movePointLeft(decimalPlaces);
        return seconds.signum() == 0 ? null : seconds(seconds);
    }

    private static Duration seconds(BigDecimal seconds) {
        BigDecimal bounded = seconds.min(LONGEST_SECONDS);
        // Rounded up: less than was asked for would be too early, and a wait of 0 would be none.
        return Duration.ofNanos(
                bounded.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact());
    }

    private static @Nullable Duration untilDate(String text, @Nullable String serverDate, InstantSource clock) {
        Instant until = date(text);
        Instant since = serverDate == null ? null : date(serverDate);
        if (until == null) {
            return null;
        }
        Duration wait = Duration.between(since == null ? clock.instant() : since, until);
        return wait.isNegative() || wait.isZero() ? null : bounded(wait);
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static @Nullable Instant date(String text) {
        for (DateTimeFormatter format : DATES) {
            try {
                return format.parse(text.strip(), ZonedDateTime::from).toInstant();
            } catch (DateTimeException e) {
                // The next form, or none.
            }
        }
        return null;
    }

    private static @Nullable Duration longestReset(Map<String, String> headers) {
        return RESETS.stream()
                .map(headers::get)
                .filter(Objects::nonNull)
                .flatMap(value -> Stream.ofNullable(parts(value.strip())))
                .max(Duration::compareTo)
                .orElse(null);
    }

    private static @Nullable Duration parts(String text) {
        BigDecimal sum = BigDecimal.ZERO;
        Matcher part = PARTS.matcher(text);
        int end = 0;
        while (part.find() && part.start() == end) {
            sum = sum.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2))));
            end = part.end();
        }
        return end == 0 || end != text.length() || sum.signum() == 0 ? null : seconds(sum);
    }

    private static BigDecimal unit(String name) {
        return switch (name) {
            case "ms" -> new BigDecimal("0.001");
            case "s" -> BigDecimal.ONE;
            case "m" -> BigDecimal.valueOf(60);
            default -> BigDecimal.valueOf(3_600);
        };
    }
}
