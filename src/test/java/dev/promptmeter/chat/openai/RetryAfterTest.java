package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final String NOON = "Wed, 14 Jan 2026 12:00:00 GMT";

    private final InstantSource oneMinuteBefore = InstantSource.fixed(Instant.parse("2026-01-14T11:59:00Z"));

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "retry-after, 2, 2000",
        "retry-after, 1.5, 1500",
        "retry-after, ' 3 ', 3000",
        "retry-after, .5, 500",
        "retry-after-ms, 1500, 1500",
        "retry-after-ms, 0.5, 0",
        "retry-after, 00002, 2000"
    })
    void numbersAreWaits(String header, String value, long millis) {
        assertThat(of(Map.of(header, value))).isNotNull();
        assertThat(of(Map.of(header, value)).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest(name = "ignored: {0}")
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1s",
                "1,2",
                "1e3",
                "NaN",
                "soon",
                "",
                "٣",
                "0x10",
                "123456789012345678901234567890123",
                "0000000000000000000000000000001.5"
            })
    void everythingElseIsIgnored(String value) {
        assertThat(of(Map.of("retry-after", value))).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {NOON, "Wednesday, 14-Jan-26 12:00:00 GMT", "Wed Jan 14 12:00:00 2026"})
    void aDateIsAWaitFromTheServersOwnDate(String date) {
        assertThat(of(Map.of("retry-after", date, "date", "Wed, 14 Jan 2026 11:59:30 GMT")))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(of(Map.of("retry-after", date))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aDateInThePastIsIgnored() {
        assertThat(of(Map.of("retry-after", NOON, "date", "Wed, 14 Jan 2026 12:00:00 GMT")))
                .isNull();
        assertThat(of(Map.of("retry-after", NOON, "date", "Wed, 14 Jan 2026 12:00:05 GMT")))
                .isNull();
    }

    @Test
    void millisecondsGoBeforeSeconds() {
        assertThat(of(Map.of("retry-after-ms", "250", "retry-after", "9"))).isEqualTo(Duration.ofMillis(250));
        assertThat(of(Map.of("retry-after-ms", "none", "retry-after", "9"))).isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"6m0s, 360000", "500ms, 500", "1s, 1000", "1h2m3.5s, 3723500", "0s, -1", "6m0, -1", "s, -1", "1x, -1"})
    void theResetOfARateLimitCountsOnlyAlone(String value, long millis) {
        Duration expected = millis < 0 ? null : Duration.ofMillis(millis);

        assertThat(of(Map.of("x-ratelimit-reset-requests", value))).isEqualTo(expected);
        assertThat(of(Map.of("x-ratelimit-reset-requests", value, "retry-after", "soon")))
                .isNull();
    }

    @Test
    void theLongerResetCountsAndOnlyFor429() {
        Map<String, String> both =
                new HashMap<>(Map.of("x-ratelimit-reset-requests", "1s", "x-ratelimit-reset-tokens", "2s"));

        assertThat(of(both)).isEqualTo(Duration.ofSeconds(2));
        assertThat(RetryAfter.of(both, 503, oneMinuteBefore)).isNull();
    }

    private Duration of(Map<String, String> headers) {
        return RetryAfter.of(headers, 429, oneMinuteBefore);
    }
}
