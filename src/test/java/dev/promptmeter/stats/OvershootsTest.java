package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OvershootsTest {

    private static final long MICRO = 1_000;

    private static long[] values(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextLong(1L << random.nextInt(1, 40));
        }
        return values;
    }

    private static Overshoots of(long... values) {
        Overshoots overshoots = new Overshoots();
        Arrays.stream(values).forEach(overshoots::add);
        return overshoots;
    }

    @Test
    void aQuantileIsAtMostAThirtySecondOrAMicrosecondTooHigh() {
        for (long seed = 1; seed <= 50; seed++) {
            long[] values = values(seed, 1 + (int) seed * 7);
            Overshoots overshoots = of(values);
            Arrays.sort(values);

            for (double p : new double[] {0.01, 0.5, 0.9, 0.99, 1}) {
                long exact = values[(int) Math.max(0, Math.ceil(p * values.length) - 1)];
                assertThat(overshoots.quantile(p).orElseThrow())
                        .as("seed %s, p %s", seed, p)
                        .isBetween(exact, exact + Math.max(MICRO, exact / 32));
            }
            assertThat(overshoots.max()).isEqualTo(values[values.length - 1]);
        }
    }

    @Test
    void whatIsWrittenAndReadAgainIsTheSame() {
        long[] values = values(7, 500);
        Overshoots overshoots = of(values);

        Overshoots read = Overshoots.of(overshoots.pairs(), overshoots.max());

        assertThat(read.pairs()).isEqualTo(overshoots.pairs());
        assertThat(read.count()).isEqualTo(500);
        assertThat(read.quantile(0.5)).isEqualTo(overshoots.quantile(0.5));
    }

    @Test
    void partsAddUpToTheWhole() {
        long[] values = values(11, 300);
        Overshoots parts = of(Arrays.copyOfRange(values, 200, 300));

        parts.merge(of(Arrays.copyOfRange(values, 0, 200)));

        assertThat(parts.pairs()).isEqualTo(of(values).pairs());
        assertThat(parts.max()).isEqualTo(of(values).max());
    }

    @Test
    void whatSleptShorterThanAskedDidNotOvershoot() {
        Overshoots overshoots = of(-500);

        assertThat(overshoots.max()).isZero();
        assertThat(overshoots.quantile(1)).hasValue(0);
    }

    @Test
    void nothingHasNoQuantile() {
        assertThat(new Overshoots().quantile(0.5)).isEmpty();
    }
}
