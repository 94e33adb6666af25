package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class McNemarTest {

    @Test
    void asManyEitherWayIsNoSignOfAChange() {
        var even = new McNemar(3, 3);

        assertThat(even.exact()).isEqualTo(1.0);
        // 1 - P(X = 3) / 2 with X ~ Bin(6, 1/2)
        assertThat(even.mid()).isCloseTo(0.84375, within(1e-12));
    }

    @Test
    void oneMoreOfOddlyManyIsNoSignEither() {
        assertThat(new McNemar(2, 3).exact()).isEqualTo(1.0);
        assertThat(new McNemar(2, 3).mid()).isCloseTo(0.6875, within(1e-12));
    }

    @Test
    void fewerThanFiveDiscordantPairsNeverReachFivePercent() {
        assertThat(new McNemar(0, 4).worse()).isEqualTo(0.0625);
        assertThat(new McNemar(0, 5).worse()).isEqualTo(0.03125);
    }

    @Test
    void theDirectionsAreEachOthersMirror() {
        for (int improved = 0; improved < 30; improved++) {
            for (int worsened = 0; worsened < 30; worsened++) {
                var one = new McNemar(improved, worsened);
                var other = new McNemar(worsened, improved);

                assertThat(one.worse()).isEqualTo(other.better());
                assertThat(one.exact()).isEqualTo(other.exact());
                assertThat(one.mid()).isEqualTo(other.mid()).isLessThanOrEqualTo(one.exact());
            }
        }
    }

    @Test
    void negativeCountsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new McNemar(-1, 0));
    }
}
