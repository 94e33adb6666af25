package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunNamesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "499, 0",
        "500, 0",
        "501, 0.001",
        "1500, 0.002",
        "-1500, -0.002",
        "2500, 0.002",
        "1000000, 1",
        "120000000, 120",
        "1234567499, 1234.567",
        "9223372036854775807, 9223372036854.776"
    })
    void millisecondsHaveTheNearestThreeDecimalsWithoutZeros(long nanos, String millis) {
        assertThat(RunNames.millis(nanos)).isEqualTo(new BigDecimal(millis));
    }

    @Test
    void theyAreWhatDecimalArithmeticSays() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long nanos = random.nextLong() >> random.nextInt(64);
            BigDecimal exact = BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_EVEN);

            assertThat(RunNames.millis(nanos)).as("%s ns", nanos).isEqualTo(RunNames.plain(exact));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "1, 1", "0.5, 0.5", "0.1234565, 0.123456", "100, 100", "0.9999999, 1"})
    void scoresAreRoundedToTheEvenDigit(double score, String text) {
        assertThat(RunNames.rounded(score, 6).toPlainString()).isEqualTo(text);
    }
}
