package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanTest {

    private static final Interval SCORES = new Interval(0.0, 1.0);

    static Mean meanOf(double... scores) {
        var mean = new Mean();
        for (double score : scores) {
            mean.add(score);
        }
        return mean;
    }

    @Test
    void nothingHasNoMeanAndNoInterval() {
        var nothing = new Mean();

        assertThat(nothing.value()).isEmpty();
        assertThat(nothing.standardError()).isEmpty();
        assertThat(nothing.interval(0.95)).isEmpty();
        assertThat(nothing.interval(0.95, SCORES)).isEmpty();
    }

    @Test
    void threeScoresOfNineTenthsHaveExactlyThatMean() {
        // As doubles, 0.9 + 0.9 + 0.9 is 2.7 and a bit.
        assertThat(meanOf(0.9, 0.9, 0.9).value()).hasValue(0.9);
    }

    @Test
    void scoresThatCancelOutLeaveTheSmallOne() {
        assertThat(meanOf(1e9, 0.3, -1e9).value()).hasValue(0.1);
    }

    @Test
    void aMillionTopScoresDoNotOverflow() {
        var mean = new Mean();
        for (int i = 0; i < 1_000_000; i++) {
            mean.add(i % 2 == 0 ? Mean.LARGEST_SCORE : 0);
        }

        assertThat(mean.value()).hasValue(5e8);
        assertThat(mean.standardError().orElseThrow()).isCloseTo(500_000.25, within(0.01));
    }

    @Test
    void equalScoresHaveNoStandardErrorRatherThanZero() {
        Mean threeEqual = meanOf(0.7, 0.7, 0.7);

        assertThat(threeEqual.standardError()).isEmpty();
        assertThat(threeEqual.interval(0.95)).isEmpty();
    }

    @Test
    void equalScoresBelowTheTopLeaveRoomOnBothSides() {
        Interval interval = meanOf(0.5, 0.5, 0.5, 0.5).interval(0.95, SCORES).orElseThrow();

        // 0.025^(1/4) = 0.397635 of all cases score 0.5 at least; the others may score anything.
        assertThat(interval.lower()).isCloseTo(0.198818, within(1e-6));
        assertThat(interval.upper()).isCloseTo(0.801182, within(1e-6));
    }

    @Test
    void noBoundOfTopScoresIsAboveTheTop() {
        for (int low = -99; low < 99; low++) {
            var range = new Interval(low / 100.0, 0.99);

            Interval interval = meanOf(0.99, 0.99, 0.99).interval(0.95, range).orElseThrow();

            assertThat(interval.upper()).isBetween(0.99 - 1e-15, 0.99);
        }
    }

    @Test
    void oneScoreHasNoSpreadButItsRangeStillGivesAnInterval() {
        Mean single = meanOf(1);

        assertThat(single.interval(0.95)).isEmpty();
        assertThat(single.interval(0.95, SCORES)).contains(new Interval(0.025, 1.0));
    }

    @Test
    void differentScoresGetStudentsIntervalUnclipped() {
        Interval interval = meanOf(0, 1).interval(0.95, SCORES).orElseThrow();

        // t with one degree of freedom: 12.7062 × 0.5
        assertThat(interval.lower()).isCloseTo(-5.853102, within(1e-6));
        assertThat(interval.upper()).isCloseTo(6.853102, within(1e-6));
    }

    @Test
    void manyScoresGetPracticallyTheNormalInterval() {
        var mean = new Mean();
        for (int i = 0; i < 1_000_000; i++) {
            mean.add(i % 2);
        }

        assertThat(mean.interval(0.95).orElseThrow().upper()).isCloseTo(0.5 + 1.959966 * 0.0005, within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1.1e9})
    void scoresThatCannotBeCountedAreRefused(double score) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> meanOf(score))
                .withMessage("score must be a number from -1e9 to 1e9: " + score);
    }

    @Test
    void aRangeThatCannotHoldTheScoresIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> meanOf(5, 5).interval(0.95, SCORES));
        assertThatIllegalArgumentException().isThrownBy(() -> meanOf(5, 5).interval(0.95, new Interval(0.0, null)));
    }
}
