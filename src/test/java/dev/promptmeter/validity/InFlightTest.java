package dev.promptmeter.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void attemptsCountForAsLongAsTheyLieInTheStretch() {
        InFlight inFlight = new InFlight();
        inFlight.add(0, 4 * SECOND);
        inFlight.add(SECOND, 2 * SECOND);
        inFlight.add(3 * SECOND, 9 * SECOND);

        double nanos = inFlight.nanos(new Span(SECOND, 4 * SECOND));

        assertThat(nanos).isCloseTo(5.0 * SECOND, within(0.02 * SECOND));
    }

    @Test
    void longRunsKeepTheirSumWhateverTheOrder() {
        SplittableRandom random = new SplittableRandom(5);
        InFlight inFlight = new InFlight();
        long sum = 0;
        for (int i = 0; i < 2_000; i++) {
            long from = random.nextLong(3_600 * SECOND);
            long length = random.nextLong(1, 60 * SECOND);
            inFlight.add(from, from + length);
            sum += length;
        }

        assertThat(inFlight.nanos(new Span(0, 4_000 * SECOND))).isCloseTo(sum, within(1.0 * SECOND));
    }
}
