package dev.promptmeter.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void percentilesAreObservationsByNearestRank() {
        Spread spread =
                Spread.of(LongStream.rangeClosed(1, 200).map(n -> 201 - n).toArray());

        assertThat(spread).isEqualTo(new Spread(200, 100L, 180L, 198L, 200L));
    }

    @Test
    void whatTooFewErrorsCannotTellIsMissing() {
        assertThat(Spread.of()).isEqualTo(new Spread(0, null, null, null, null));
        assertThat(Spread.of(7)).isEqualTo(new Spread(1, null, null, null, 7L));
        assertThat(Spread.of(7, 3)).isEqualTo(new Spread(2, 3L, null, null, 7L));
        assertThat(Spread.of(LongStream.rangeClosed(1, 99).toArray())).isEqualTo(new Spread(99, 50L, 90L, null, 99L));
    }
}
