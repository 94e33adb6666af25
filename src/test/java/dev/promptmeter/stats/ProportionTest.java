package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {

    @ParameterizedTest
    @CsvSource({"19, 20, 0.7639, 0.9911", "382, 400, 0.9299, 0.9713"})
    void wilsonIsTheIntervalShownBesideARate(long passes, long n, double lower, double upper) {
        Interval interval = new Proportion(passes, n).wilson(0.95);

        assertThat(interval.lower()).isCloseTo(lower, within(1e-4));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 10, 29, 100, 999, 100_000})
    void theEndsOfWilsonStayExactlyWithinZeroAndOne(long n) {
        Interval none = new Proportion(0, n).wilson(0.95);
        Interval all = new Proportion(n, n).wilson(0.95);

        assertThat(none.lower()).isEqualTo(0.0);
        assertThat(none.upper()).isBetween(1e-9, 0.8);
        assertThat(all.upper()).isEqualTo(1.0);
        assertThat(all.lower()).isBetween(0.2, 1 - 1e-9);
    }

    @Test
    void nothingTriedHasNoEstimateAndExcludesNothing() {
        var nothing = new Proportion(0, 0);

        assertThat(nothing.estimate()).isEmpty();
        assertThat(nothing.wilson(0.95)).isEqualTo(new Interval(0.0, 1.0));
        assertThat(nothing.clopperPearson(0.95)).isEqualTo(new Interval(0.0, 1.0));
    }

    @Test
    void intervalsContainTheEstimateAndRiseWithThePasses() {
        Interval before = new Interval(0.0, 0.0);
        Interval exactBefore = before;
        for (long passes = 0; passes <= 40; passes++) {
            var proportion = new Proportion(passes, 40);

            Interval wilson = proportion.wilson(0.95);
            Interval exact = proportion.clopperPearson(0.95);

            assertThat(wilson.contains(passes / 40.0)).isTrue();
            assertThat(exact.contains(passes / 40.0)).isTrue();
            assertThat(wilson.lower()).isGreaterThanOrEqualTo(before.lower());
            assertThat(wilson.upper()).isGreaterThan(before.upper());
            assertThat(exact.lower()).isGreaterThanOrEqualTo(exactBefore.lower());
            assertThat(exact.upper()).isGreaterThanOrEqualTo(exactBefore.upper());
            before = wilson;
            exactBefore = exact;
        }
    }

    @Test
    void theExactBoundOfARareEventIsPreciseToItsLastDigits() {
        Interval oneInAMillion = new Proportion(1, 1_000_000).clopperPearson(0.95);

        // 1 - 0.975^(1/1000000)
        assertThat(oneInAMillion.lower()).isCloseTo(2.5317807662e-8, within(1e-17));
    }

    @Test
    void aOneSidedBoundPutsTheWholeErrorOnOneEnd() {
        var allOfTen = new Proportion(10, 10);
        var noneOfTen = new Proportion(0, 10);

        // 0.05^(1/10)
        assertThat(allOfTen.clopperPearsonLower(0.95).lower()).isCloseTo(0.7411344491, within(1e-9));
        assertThat(noneOfTen.clopperPearsonUpper(0.95).upper()).isCloseTo(0.2588655509, within(1e-9));
        assertThat(noneOfTen.clopperPearsonUpper(0.95).lower()).isEqualTo(0.0);
    }

    @Test
    void proportionsOfPartsAddUp() {
        assertThat(new Proportion(3, 4).plus(new Proportion(0, 2)).plus(new Proportion(0, 0)))
                .isEqualTo(new Proportion(3, 6));
    }

    @Test
    void impossibleCountsAndConfidencesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(21, 20))
                .withMessage("passes must be 0 to n: 21 of 20");
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(0, 0).wilson(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(1, 2).clopperPearson(95))
                .withMessageContaining("95");
    }
}
