package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolmTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void adjustedValuesAreNoSmallerAndKeepTheirOrder(long seed) {
        var random = new Random(seed);
        List<Double> raw = random.doubles(40).map(p -> p * p).boxed().collect(Collectors.toList());

        List<Double> adjusted = Holm.adjusted(raw);

        for (int i = 0; i < raw.size(); i++) {
            assertThat(adjusted.get(i)).isBetween(raw.get(i), 1.0);
            for (int j = 0; j < raw.size(); j++) {
                assertThat(raw.get(i) > raw.get(j) && adjusted.get(i) < adjusted.get(j))
                        .isFalse();
            }
        }
    }

    @Test
    void aSingleGateIsNotAdjusted() {
        assertThat(Holm.adjusted(List.of(0.04))).containsExactly(0.04);
    }

    @Test
    void passingIsNeverMadeHarderByOtherGates() {
        List<Evidence> family = Holm.family(List.of(new Evidence(0.96, 0.04), new Evidence(0.01, 0.99)));

        assertThat(family).containsExactly(new Evidence(0.96, 0.04), new Evidence(0.02, 0.99));
    }

    @Test
    void whatIsNoProbabilityIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Holm.adjusted(List.of(0.5, Double.NaN)))
                .withMessage("a p-value must lie between 0 and 1: NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> new Evidence(Double.NaN, 0.5));
    }

    @Test
    void aPValueThatEqualsTheErrorIsReached() {
        // 5 of 5 worsened: 1/32, which the library's tail may miss by a bit.
        assertThat(new Evidence(new McNemar(0, 5).worse(), 1).decision(0.03125)).isEqualTo(Decision.FAIL);
        assertThat(new Evidence(1, 0.05).decision(0.05)).isEqualTo(Decision.PASS);
        assertThat(new Evidence(0.051, 0.051).decision(0.05)).isEqualTo(Decision.INCONCLUSIVE);
    }
}
