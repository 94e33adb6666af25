package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileTest {

    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 1",
        "0.5, 10, 5",
        "0.95, 20, 19",
        "0.95, 21, 20",
        "0.07, 100, 7",
        "0.999, 3000000000, 2997000000"
    })
    void nearestRankIsCountedInDecimals(String q, long n, long rank) {
        assertThat(Quantile.of(q).rank(n)).isEqualTo(rank);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2, 5, 6", "0.9, 10, 29, 36", "0.95, 20, 59, 72", "0.99, 100, 299, 368", "0.999, 1000, 2995, 3688"
    })
    void aQuantileNeedsSoManyValues(String q, long shown, long oneSided, long twoSided) {
        Quantile quantile = Quantile.of(q);

        assertThat(quantile.shownFrom()).isEqualTo(shown);
        assertThat(quantile.samplesForUpperBound(0.95)).isEqualTo(oneSided);
        assertThat(quantile.samplesForBothBounds(0.95)).isEqualTo(twoSided);
    }

    @Test
    void theLowerEndDecidesHowManyValuesALowQuantileNeeds() {
        assertThat(Quantile.of("0.05").samplesForBothBounds(0.95)).isEqualTo(72);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 5, 6", "0.9, 35, 36", "0.95, 71, 72", "0.99, 367, 368"})
    void theUpperEndOpensJustBelowTheSamplesForBothBounds(String q, int tooFew, int enough) {
        assertThat(Quantile.of(q).interval(tooFew, 0.95).upper()).isNull();
        assertThat(Quantile.of(q).interval(enough, 0.95).upper()).isEqualTo(enough);
        assertThat(Quantile.of(q).interval(enough, 0.95).lower()).isNotNull();
    }

    @Test
    void aTailThatEqualsTheAllowedErrorIsEnough() {
        Quantile fifth = Quantile.of("0.2");

        // All three values below the quantile: 0.2³ = 0.008, exactly the error allowed on one side.
        assertThat(fifth.interval(3, 0.984).upper()).isEqualTo(3);
        assertThat(fifth.samplesForUpperBound(0.992)).isEqualTo(3);
        assertThat(Quantile.of("0.5").interval(5, 0.9375)).isEqualTo(new RankInterval(1, 5, 0.9375));
        assertThat(Quantile.of("0.5").samplesForBothBounds(0.9375)).isEqualTo(5);
    }

    @Test
    void ofNothingBothEndsAreOpen() {
        assertThat(Quantile.of("0.95").interval(0, 0.95)).isEqualTo(new RankInterval(null, null, 1));
    }

    @Test
    void coverageIsNeverBelowTheConfidence() {
        for (int n = 1; n <= 400; n++) {
            assertThat(Quantile.of("0.9").interval(n, 0.95).coverage()).isBetween(0.95, 1.0);
        }
    }

    @Test
    void trailingZerosDoNotMakeAnotherQuantile() {
        assertThat(Quantile.of("0.50")).isEqualTo(Quantile.of("0.5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "95", "-0.5"})
    void onlySharesBetweenZeroAndOneAreQuantiles(String q) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Quantile.of(q))
                .withMessage("must lie between 0 and 1, exclusive: " + q + "; write 95 % as 0.95");
    }

    @Test
    void nothingHasNoRank() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantile.of("0.5").rank(0));
    }

    @Test
    void ranksRiseFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RankInterval(9, 2, 0.95))
                .withMessage("ranks must rise from 1: 9, 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new RankInterval(0, null, 0.95));
    }
}
