package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.TestScale;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What processes promise, over 20 seeds each; four standard errors of room where no other bound is named. */
class ArrivalStatisticsTest {

    private static final int SEEDS = 20;
    private static final int GAPS_PER_WINDOW = 100;
    private static final double RATE = 100;

    private static double[] gaps(ArrivalProcess process, long seed, int count) {
        Arrivals.Instants instants = new Arrivals(StartRate.of(RATE), process, seed).instants();
        double[] gaps = new double[count];
        long before = instants.next();
        for (int i = 0; i < count; i++) {
            long next = instants.next();
            gaps[i] = (next - before) / 1e9 * RATE;
            before = next;
        }
        return gaps;
    }

    /** Variance over mean of how many starts fall into windows of 100 mean gaps, in the union of shards that take every n-th. */
    private static double dispersion(ArrivalProcess process, long seed, int arrivals, int shards) {
        int[] counts = new int[arrivals / GAPS_PER_WINDOW * 9 / 10];
        for (int shard = 0; shard < shards; shard++) {
            Arrivals.Instants instants = new Arrivals(StartRate.of(RATE), process, seed).instants();
            for (int i = 0; i < arrivals; i++) {
                long window = (long) (instants.next() / 1e9 * RATE / GAPS_PER_WINDOW);
                if (i % shards == shard && window < counts.length) {
                    counts[(int) window]++;
                }
            }
        }
        double mean = Arrays.stream(counts).average().orElseThrow();
        double squares = Arrays.stream(counts)
                .mapToDouble(count -> (count - mean) * (count - mean))
                .sum();
        return squares / (counts.length - 1) / mean;
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "10"})
    void poissonStartsAreDispersedLikePoissonCountsInAnyShards(int shards) {
        int arrivals = TestScale.of(40_000, 1_000_000);
        double error = Math.sqrt(2.0 / (arrivals / GAPS_PER_WINDOW * 0.9));

        for (long seed = 1; seed <= (shards == 1 ? SEEDS : 2); seed++) {
            assertThat(dispersion(new ArrivalProcess.Poisson(), seed, arrivals, shards))
                    .describedAs("seed %d", seed)
                    .isCloseTo(1, within(Math.max(0.06, 4 * error)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5})
    void gammaStartsAreAsDispersedAsTheirShapeSays(double shape) {
        int arrivals = TestScale.of(40_000, 1_000_000);
        double error = 2 * Math.sqrt(2.0 / (arrivals / GAPS_PER_WINDOW * 0.9));

        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(dispersion(new ArrivalProcess.Gamma(shape), seed, arrivals, 1))
                    .describedAs("seed %d", seed)
                    .isCloseTo(2, within(Math.max(0.16, 4 * error)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 2", "1, 1", "4, 0.25"})
    void gapsHaveTheMeanAndTheVarianceOfTheirShape(double shape, double variance) {
        int count = 50_000;
        for (long seed = 1; seed <= SEEDS; seed++) {
            double[] gaps = gaps(new ArrivalProcess.Gamma(shape), seed, count);
            double mean = Arrays.stream(gaps).average().orElseThrow();
            double squares = Arrays.stream(gaps)
                    .map(gap -> (gap - 1) * (gap - 1))
                    .average()
                    .orElseThrow();

            // The fourth central moment of a gamma with mean 1 is 3 v^2 + 6 v^3.
            double error = Math.sqrt((2 * variance * variance + 6 * Math.pow(variance, 3)) / count);
            assertThat(mean).describedAs("seed %d", seed).isCloseTo(1, within(4 * Math.sqrt(variance / count)));
            assertThat(squares).describedAs("seed %d", seed).isCloseTo(variance, within(4.5 * error));
        }
    }

    /** Kolmogorov's distance of the gaps from what they should be; 2.4 / sqrt(n) is passed twice in a hundred thousand times. */
    @ParameterizedTest
    @ValueSource(strings = {"poisson", "gamma"})
    void gapsHaveTheDistributionOfTheirProcess(String name) {
        int count = 20_000;
        for (long seed = 1; seed <= SEEDS; seed++) {
            boolean poisson = name.equals("poisson");
            double[] gaps = gaps(poisson ? new ArrivalProcess.Poisson() : new ArrivalProcess.Gamma(2), seed, count);
            Arrays.sort(gaps);

            double distance = 0;
            for (int i = 0; i < count; i++) {
                double x = gaps[i];
                double below = poisson ? 1 - Math.exp(-x) : 1 - Math.exp(-2 * x) * (1 + 2 * x);
                distance = Math.max(distance, Math.max(below - (double) i / count, (i + 1.0) / count - below));
            }
            assertThat(distance).describedAs("seed %d", seed).isLessThan(2.4 / Math.sqrt(count));
        }
    }

    /** A gap says nothing of the next: their correlation is that of noise. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void gapsKnowNothingOfEachOther(long seed) {
        int count = 50_000;
        double[] gaps = gaps(new ArrivalProcess.Poisson(), seed, count);

        double products = 0;
        for (int i = 1; i < count; i++) {
            products += (gaps[i] - 1) * (gaps[i - 1] - 1);
        }
        assertThat(products / count).isCloseTo(0, within(4 / Math.sqrt(count)));
    }
}
