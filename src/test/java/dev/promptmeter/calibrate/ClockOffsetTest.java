package dev.promptmeter.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClockOffsetTest {

    @Test
    void theExchangeWithTheShortestRoundTripDecides() {
        ClockOffset offset = ClockOffset.of(
                List.of(new ClockReading(1_000, 9_000, 21_000), new ClockReading(30_000, 36_050, 30_100)));

        assertThat(offset).isEqualTo(new ClockOffset(6_000, 51));
        assertThat(offset.same()).isFalse();
        assertThat(offset.applied()).isEqualTo(6_000);
    }

    @Test
    void anOffsetWithinItsOwnErrorIsNone() {
        ClockOffset offset = ClockOffset.of(List.of(new ClockReading(1_000, 1_060, 1_100)));

        assertThat(offset).isEqualTo(new ClockOffset(10, 51));
        assertThat(offset.applied()).isZero();
    }

    @Test
    void anAnswerBeforeItsQuestionIsNoReading() {
        assertThatThrownBy(() -> new ClockReading(2, 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
