package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedPassesTest {

    private static final double ROUNDING = 1e-12;

    @Test
    void theBoundsSayHowLargeADropIsSureAndHowLargeAOneIsRuledOut() {
        assertThat(new PairedPasses(2, 18, 120).bounds(0.05).upper()).isBetween(-0.079, -0.078);
        assertThat(new PairedPasses(4, 6, 100).bounds(0.05).lower()).isBetween(-0.079, -0.078);
        assertThat(new PairedPasses(4, 6, 400).bounds(0.05).lower()).isBetween(-0.021, -0.020);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 20, 45})
    void boundsContainTheDifferenceAndHaveWidth(long n) {
        forAllPairs(n, pairs -> {
            Interval bounds = pairs.bounds(0.05);

            assertThat(bounds.lower()).isLessThanOrEqualTo(pairs.difference().getAsDouble());
            assertThat(bounds.upper()).isGreaterThanOrEqualTo(pairs.difference().getAsDouble());
            assertThat(bounds.width()).isGreaterThan(0.01);
            assertThat(bounds.lower()).isGreaterThanOrEqualTo(-1);
            assertThat(bounds.upper()).isLessThanOrEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 20, 45})
    void swappingTheRunsNegatesAndSwapsTheBounds(long n) {
        forAllPairs(n, pairs -> {
            Interval bounds = pairs.bounds(0.05);
            Interval swapped = new PairedPasses(pairs.worsened(), pairs.improved(), n).bounds(0.05);

            assertThat(swapped.lower()).isCloseTo(-bounds.upper(), within(ROUNDING));
            assertThat(swapped.upper()).isCloseTo(-bounds.lower(), within(ROUNDING));
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7, 20, 45})
    void onePairMoreThatImprovedNeverLowersABoundNorOneThatWorsenedRaisesIt(long n) {
        forAllPairs(n - 1, pairs -> {
            Interval some = new PairedPasses(pairs.improved(), pairs.worsened(), n).bounds(0.05);
            Interval better = new PairedPasses(pairs.improved() + 1, pairs.worsened(), n).bounds(0.05);
            Interval worse = new PairedPasses(pairs.improved(), pairs.worsened() + 1, n).bounds(0.05);

            assertThat(better.lower()).isGreaterThanOrEqualTo(some.lower() - ROUNDING);
            assertThat(better.upper()).isGreaterThanOrEqualTo(some.upper() - ROUNDING);
            assertThat(worse.lower()).isLessThanOrEqualTo(some.lower() + ROUNDING);
            assertThat(worse.upper()).isLessThanOrEqualTo(some.upper() + ROUNDING);
        });
    }

    @ParameterizedTest
    @CsvSource({"7, 0", "20, 0.05", "30, 0.1", "45, 0.02"})
    void testAndBoundsAgree(long n, double margin) {
        forAllPairs(n, pairs -> {
            Interval bounds = pairs.bounds(0.05);
            Evidence evidence = pairs.evidenceAtLeast(-margin).orElseThrow();

            if (Math.abs(bounds.upper() + margin) > 1e-9) {
                assertThat(evidence.pFail() <= 0.05).isEqualTo(bounds.upper() < -margin);
            }
            if (Math.abs(bounds.lower() + margin) > 1e-9) {
                assertThat(evidence.pPass() <= 0.05).isEqualTo(bounds.lower() > -margin);
            }
        });
    }

    @Test
    void whereEveryPairChangedTheBoundIsTheEndOfTheScale() {
        assertThat(new PairedPasses(0, 9, 9).bounds(0.05).lower()).isEqualTo(-1.0);
        assertThat(new PairedPasses(9, 0, 9).bounds(0.05).upper()).isEqualTo(1.0);
    }

    @Test
    void withoutPairsNothingIsExcludedAndNothingShown() {
        var nothing = new PairedPasses(0, 0, 0);

        assertThat(nothing.bounds(0.05)).isEqualTo(new Interval(-1.0, 1.0));
        assertThat(nothing.evidenceAtLeast(-0.05)).isEmpty();
        assertThat(nothing.discordance()).isEmpty();
    }

    @Test
    void aBoundaryAtTheEndsOfTheScaleNeverGivesANumberThatIsNone() {
        forAllPairs(6, pairs -> {
            assertThat(pairs.evidenceAtLeast(-1).orElseThrow().pPass()).isBetween(0.0, 1.0);
            assertThat(pairs.evidenceAtLeast(1).orElseThrow().pFail()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void impossiblePairsAndBoundariesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedPasses(3, 4, 6))
                .withMessage("improved and worsened must be 0 or more and at most n together: 3, 4 of 6");
        assertThatIllegalArgumentException().isThrownBy(() -> new PairedPasses(-1, 4, 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PairedPasses(1, 1, 6).evidenceAtLeast(-2))
                .withMessageContaining("write 2 points as 0.02");
    }

    private interface Claim {
        void holds(PairedPasses pairs);
    }

    private static void forAllPairs(long n, Claim claim) {
        for (long improved = 0; improved <= n; improved++) {
            for (long worsened = 0; worsened <= n - improved; worsened++) {
                claim.holds(new PairedPasses(improved, worsened, n));
            }
        }
    }
}
