package dev.promptmeter.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.TestScale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How often gates err, simulated: nothing changed, and the truth just at the boundary, where they err most. The limits are those of
 * the specification, plus three standard errors of so many runs.
 */
class BoundaryTest {

    private static final double ALPHA = 0.05;
    private static final double MOST_FALSE_PASSES = 0.1;
    private static final Interval SCORES = new Interval(0.0, 1.0);

    /** Draws the evidence of one run. */
    @FunctionalInterface
    private interface Runs extends Function<SplittableRandom, Evidence> {}

    static Stream<Arguments> runsAtTheBoundary() {
        return Stream.of(20, 50, 200)
                .flatMap(n -> Stream.of(
                        Arguments.of("graded differences", n, (Runs) random -> graded(random, n)),
                        Arguments.of("pass rates of three repeats", n, (Runs) random -> repeated(random, n)),
                        Arguments.of("scores of rows with four cases", n, (Runs) random -> rows(random, n)),
                        Arguments.of("passes of rows with four cases", n, (Runs) random -> passes(random, n))));
    }

    @ParameterizedTest(name = "{0}, n = {1}")
    @MethodSource("runsAtTheBoundary")
    void atTheBoundaryGatesSeldomErr(String what, int n, Runs draw) {
        int runs = TestScale.of(1_500, 40_000);
        var random = new SplittableRandom(TestScale.seed(7));
        int red = 0;
        int green = 0;

        for (int run = 0; run < runs; run++) {
            Decision decision = draw.apply(random).decision(ALPHA);
            red += decision == Decision.FAIL ? 1 : 0;
            green += decision == Decision.PASS ? 1 : 0;
        }

        assertThat((double) green / runs).isLessThan(MOST_FALSE_PASSES + slack(MOST_FALSE_PASSES, runs));
        assertThat((double) red / runs).isLessThan(0.09 + slack(0.09, runs));
    }

    private static double slack(double rate, int runs) {
        return 3 * Math.sqrt(rate * (1 - rate) / runs);
    }

    /** Each case changes by -0.05 on average, and that much is allowed. */
    private static Evidence graded(SplittableRandom random, int n) {
        var differences = new Sample();
        for (int i = 0; i < n; i++) {
            differences.add(-0.05 + 0.3 * (random.nextDouble() - random.nextDouble()));
        }
        return GuardedMean.ofDifferences(differences, 1)
                .orElseThrow()
                .evidenceAtLeast(-0.05)
                .orElseThrow();
    }

    /** Cases differ in how often they pass, and pass five points less often than before, which is allowed. */
    private static Evidence repeated(SplittableRandom random, int n) {
        var differences = new Sample();
        for (int i = 0; i < n; i++) {
            double rate = 0.6 + 0.4 * random.nextDouble();
            differences.add((passed(random, 3, rate - 0.05) - passed(random, 3, rate)) / 3.0);
        }
        return GuardedMean.ofDifferences(differences, 1)
                .orElseThrow()
                .evidenceAtLeast(-0.05)
                .orElseThrow();
    }

    private static int passed(SplittableRandom random, int n, double rate) {
        int passed = 0;
        for (int i = 0; i < n; i++) {
            passed += random.nextDouble() < rate ? 1 : 0;
        }
        return passed;
    }

    /** Scores of one row resemble each other; their mean is 0.5, just at the floor. */
    private static Evidence rows(SplittableRandom random, int n) {
        var scores = new ClusteredMean();
        for (int row = 0; row < n; row++) {
            double level = random.nextDouble() * 0.6;
            for (int i = 0; i < 4; i++) {
                scores.add(level + 0.4 * random.nextDouble(), row);
            }
            scores.close(row);
        }
        return GuardedMean.ofScores(scores, SCORES)
                .orElseThrow()
                .evidenceAtLeast(0.5)
                .orElseThrow();
    }

    /** Half of what decides about a case is its row; four of five pass, just at the floor. */
    private static Evidence passes(SplittableRandom random, int n) {
        var passes = new ClusteredMean();
        for (int row = 0; row < n; row++) {
            boolean hard = random.nextDouble() < 0.2;
            for (int i = 0; i < 4; i++) {
                boolean asItsRow = random.nextDouble() < 0.5;
                passes.add(asItsRow ? hard ? 0 : 1 : random.nextDouble() < 0.8 ? 1 : 0, row);
            }
            passes.close(row);
        }
        return EffectiveProportion.of(passes.estimate().orElseThrow(), 4L * n)
                .orElseThrow()
                .evidenceAtLeast(0.8);
    }

    /** What intervals that take cases of one row for independent miss, those over rows hold. */
    @Test
    void intervalsOverRowsHoldTheTruthAndThoseOverCasesDoNot() {
        int runs = TestScale.of(1_000, 20_000);
        var random = new SplittableRandom(TestScale.seed(8));
        int held = 0;
        int heldByCases = 0;

        for (int run = 0; run < runs; run++) {
            var scores = new ClusteredMean();
            var alone = new ClusteredMean();
            for (int row = 0; row < 40; row++) {
                double level = random.nextDouble();
                for (int i = 0; i < 6; i++) {
                    double score = 0.8 * level + 0.2 * random.nextDouble();
                    scores.add(score, row);
                    alone.add(score);
                }
                scores.close(row);
            }
            held += holds(scores) ? 1 : 0;
            heldByCases += holds(alone) ? 1 : 0;
        }

        assertThat((double) held / runs).isGreaterThan(0.95 - slack(0.05, runs) - 0.01);
        assertThat((double) heldByCases / runs).isLessThan(0.7);
    }

    private static boolean holds(ClusteredMean scores) {
        return scores.estimate()
                .orElseThrow()
                .interval(0.95, SCORES)
                .orElseThrow()
                .contains(0.5);
    }
}
