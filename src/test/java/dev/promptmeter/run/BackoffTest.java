package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "4, 8000", "5, 16000", "6, 30000", "60, 30000"})
    void isAnythingUpToACeilingThatDoubles(int failedAttempts, long ceilingMillis) {
        var backoff = new Backoff(7);
        long[] waits = LongStream.range(0, 2000)
                .map(i -> backoff.nanos(failedAttempts))
                .sorted()
                .toArray();

        assertThat(waits[0]).isBetween(0L, ceilingMillis * 10_000);
        assertThat(waits[1999]).isBetween(ceilingMillis * 990_000, ceilingMillis * 1_000_000);
        assertThat(waits[1000]).isBetween(ceilingMillis * 450_000, ceilingMillis * 550_000);
    }

    @Test
    void isNeverLessThanTheEndpointAsksForAndLittleMore() {
        var backoff = new Backoff(7);
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.told(Duration.ofSeconds(20))).isBetween(20_000_000_000L, 22_000_000_000L);
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        var one = new Backoff(7);
        var other = new Backoff(7);

        assertThat(one.nanos(3)).isEqualTo(other.nanos(3)).isNotEqualTo(new Backoff(8).nanos(3));
    }
}
