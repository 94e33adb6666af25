package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final InFlight inFlight = new InFlight();

    @Test
    void theMostIsWhatOverlaps() {
        inFlight.add(0, 100 * MILLI);
        inFlight.add(50 * MILLI, 150 * MILLI);
        inFlight.add(60 * MILLI, 70 * MILLI);
        inFlight.add(150 * MILLI, 250 * MILLI);

        assertThat(inFlight.most()).isEqualTo(3);
    }

    @Test
    void oneAfterTheOtherIsNeverTwo() {
        for (int i = 0; i < 1_000; i++) {
            inFlight.add(i * 7 * MILLI + 13, (i + 1) * 7 * MILLI + 13);
        }

        assertThat(inFlight.most()).isEqualTo(1);
    }

    @Test
    void aLongRunKeepsItsMost() {
        for (int i = 0; i < 40; i++) {
            inFlight.add(100 * MILLI, 200 * MILLI);
        }
        inFlight.add(0, 20_000 * SECOND);

        // Instants lie 134 ms apart now, so that the forty may be seen or not; the one that was there all the time is.
        assertThat(inFlight.most()).isBetween(1L, 41L);
        assertThat(inFlight.mean(10_000 * SECOND, 20_000 * SECOND)).isCloseTo(1, within(1e-3));
    }

    @Test
    void theMeanIsThatOfTheTimeAskedFor() {
        inFlight.add(0, 4 * SECOND);
        inFlight.add(2 * SECOND, 4 * SECOND);

        assertThat(inFlight.mean(SECOND, 2 * SECOND)).isCloseTo(1, within(1e-3));
        assertThat(inFlight.mean(SECOND, 3 * SECOND)).isCloseTo(1.5, within(1e-3));
        assertThat(inFlight.mean(6 * SECOND, 8 * SECOND)).isZero();
    }

    @Test
    void partsAddUpToTheWholeHoweverLongEachWas() {
        Random random = new Random(7);
        InFlight whole = new InFlight();
        InFlight[] parts = {new InFlight(), new InFlight(), new InFlight()};
        for (int i = 0; i < 3_000; i++) {
            long start = (long) (random.nextDouble() * (1L << random.nextInt(38)));
            long end = start + random.nextInt(900) * MILLI;
            whole.add(start, end);
            parts[random.nextInt(3)].add(start, end);
        }

        parts[1].merge(parts[2]);
        parts[0].merge(parts[1]);

        assertThat(parts[0].most()).isEqualTo(whole.most());
        assertThat(parts[0].mean(0, 60 * SECOND)).isEqualTo(whole.mean(0, 60 * SECOND));
    }
}
