package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class IntervalTest {

    private static final Interval SCORES = new Interval(0.0, 1.0);

    @Test
    void bothEndsBelongToTheInterval() {
        assertThat(SCORES.contains(0)).isTrue();
        assertThat(SCORES.contains(1)).isTrue();
        assertThat(SCORES.contains(1.01)).isFalse();
        assertThat(SCORES.contains(-0.01)).isFalse();
    }

    @Test
    void anOpenEndContainsEverythingOnItsSide() {
        assertThat(new Interval(0.5, null).contains(1e300)).isTrue();
        assertThat(new Interval(0.5, null).contains(0.4)).isFalse();
        assertThat(new Interval(null, 0.5).contains(-1e300)).isTrue();
    }

    @Test
    void clippingKeepsWhatIsPossible() {
        assertThat(new Interval(0.9, 1.2).clippedTo(SCORES)).isEqualTo(new Interval(0.9, 1.0));
        assertThat(new Interval(-0.3, 0.2).clippedTo(SCORES)).isEqualTo(new Interval(0.0, 0.2));
        assertThat(new Interval(null, null).clippedTo(SCORES)).isEqualTo(SCORES);
        assertThat(new Interval(-0.3, 0.2).clippedTo(new Interval(null, 0.1))).isEqualTo(new Interval(-0.3, 0.1));
    }

    @Test
    void endsThatAreNoNumbersOrCrossAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(0.0, Double.POSITIVE_INFINITY))
                .withMessageContaining("Infinity");
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1.0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(0.7, 0.3))
                .withMessage("lower end 0.7 is above upper end 0.3");
    }
}
