package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    @Test
    void oneDrawIsTheShareOfPasses() {
        for (int passed = 0; passed <= 7; passed++) {
            var repeats = new Repeats(passed, 7);

            assertThat(repeats.passAtK(1).orElseThrow()).isCloseTo(passed / 7.0, within(1e-12));
            assertThat(repeats.passHatK(1).orElseThrow()).isCloseTo(passed / 7.0, within(1e-12));
        }
    }

    @Test
    void repeatsThatAllAgreeAreAsOne() {
        for (int k = 1; k <= 5; k++) {
            assertThat(new Repeats(5, 5).passAtK(k)).hasValue(1);
            assertThat(new Repeats(5, 5).passHatK(k)).hasValue(1);
            assertThat(new Repeats(0, 5).passAtK(k)).hasValue(0);
            assertThat(new Repeats(0, 5).passHatK(k)).hasValue(0);
        }
        assertThat(new Repeats(5, 5).flipRate()).hasValue(0);
        assertThat(new Repeats(0, 5).flipRate()).hasValue(0);
        assertThat(new Repeats(5, 5).flaky()).isFalse();
        assertThat(new Repeats(1, 5).flaky()).isTrue();
    }

    @Test
    void theyAreTheShareOfDrawsWithoutReplacement() {
        for (int n = 1; n <= 9; n++) {
            for (int passed = 0; passed <= n; passed++) {
                for (int k = 1; k <= n; k++) {
                    double draws = choose(n, k);
                    var repeats = new Repeats(passed, n);

                    assertThat(repeats.passAtK(k).orElseThrow())
                            .isCloseTo(1 - choose(n - passed, k) / draws, within(1e-12));
                    assertThat(repeats.passHatK(k).orElseThrow()).isCloseTo(choose(passed, k) / draws, within(1e-12));
                }
            }
        }
    }

    private static double choose(int n, int k) {
        if (k > n) {
            return 0;
        }
        return k == 0 ? 1 : choose(n - 1, k - 1) * n / k;
    }

    @Test
    void tooFewRepeatsHaveNoFigureRatherThanZero() {
        assertThat(new Repeats(2, 2).passAtK(3)).isEmpty();
        assertThat(new Repeats(2, 2).passHatK(3)).isEmpty();
        assertThat(new Repeats(1, 1).flipRate()).isEmpty();
        assertThat(new Repeats(0, 0).flipRate()).isEmpty();
    }

    @Test
    void twentyAlmostSureCasesGoRedAlmostEveryFifthTime() {
        // 98 of 98: estimated to pass with 99 %, so 1 - 0.99^20.
        List<Repeats> golden = Collections.nCopies(20, new Repeats(98, 98));

        assertThat(Repeats.flakeRate(golden)).isCloseTo(0.182093, within(1e-6));
        assertThat(Repeats.flakeRate(List.of())).isEqualTo(0);
    }

    @Test
    void whereCasesAlwaysAgreeWithThemselvesRowsAreWhatIsMissing() {
        VarianceSplit sure =
                VarianceSplit.of(List.of(new Repeats(4, 4), new Repeats(0, 4))).orElseThrow();
        VarianceSplit unsure =
                VarianceSplit.of(List.of(new Repeats(2, 4), new Repeats(3, 4))).orElseThrow();
        VarianceSplit constant =
                VarianceSplit.of(List.of(new Repeats(4, 4), new Repeats(4, 4))).orElseThrow();

        assertThat(sure.repeatsSuffice()).isTrue();
        assertThat(sure.intraclassCorrelation()).hasValue(1);
        assertThat(unsure.repeatsSuffice()).isFalse();
        assertThat(unsure.between()).isEqualTo(0);
        assertThat(constant.intraclassCorrelation()).isEmpty();
    }

    @Test
    void unequalOrSingleRepeatsCannotBeSplit() {
        assertThat(VarianceSplit.of(List.of(new Repeats(1, 1), new Repeats(0, 1))))
                .isEmpty();
        assertThat(VarianceSplit.of(List.of(new Repeats(1, 2), new Repeats(0, 3))))
                .isEmpty();
        assertThat(VarianceSplit.of(List.of(new Repeats(1, 2)))).isEmpty();
    }

    @Test
    void impossibleCountsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Repeats(4, 3))
                .withMessage("passed must be 0 to n: 4 of 3");
        assertThatIllegalArgumentException().isThrownBy(() -> new Repeats(1, 3).passAtK(0));
    }
}
