package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleOfThreeTest {

    @ParameterizedTest
    @CsvSource({"0.80, 14", "0.90, 29", "0.95, 59", "0.98, 149", "0.99, 299"})
    void soManyCasesMustAllPassToProveAFloor(BigDecimal floor, long cases) {
        assertThat(RuleOfThree.casesToProve(floor, 0.95)).isEqualTo(cases);
    }

    @Test
    void withoutATrialTheRateCanBeAnything() {
        assertThat(new RuleOfThree(0).exactUpper(0.95)).isEqualTo(1.0);
        assertThat(new RuleOfThree(0).approximateUpper()).isEmpty();
    }

    @Test
    void aFloorOfOneCanNeverBeProved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuleOfThree.casesToProve(BigDecimal.ONE, 0.95))
                .withMessageStartingWith("must lie between 0 and 1, exclusive: 1");
    }
}
