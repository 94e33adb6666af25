package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.TestScale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often a gate on 100 paired cases errs, over seeded runs of pretend systems: whole gates are judged, not their formulas. */
class FalseAlarmSimulationTest {

    private static final int CASES = 100;
    private static final double DISCORDANCE = 0.1;
    private static final Gate GATE = Judged.gate("passRate >= baseline - 5pp");

    private static double redShare(int runs, double drop) {
        var random = new SplittableRandom(TestScale.seed(6));
        double flips = Math.max(DISCORDANCE, drop);
        int red = 0;
        for (int run = 0; run < runs; run++) {
            int improved = 0;
            int worsened = 0;
            for (int i = 0; i < CASES; i++) {
                double chance = random.nextDouble();
                improved += chance < (flips - drop) / 2 ? 1 : 0;
                worsened += chance >= (flips - drop) / 2 && chance < flips ? 1 : 0;
            }
            int passing = CASES - improved - worsened;
            red += Judged.verdict(Judged.flips(improved, worsened, passing, CASES), GATE)
                                    .exitCode()
                            == 101
                    ? 1
                    : 0;
        }
        return (double) red / runs;
    }

    @Test
    void aRunOfTheSameSystemIsHardlyEverRed() {
        assertThat(redShare(TestScale.of(200, 20_000), 0)).isLessThan(0.005);
    }

    @Test
    void aDropOfTwentyPointsIsHardlyEverMissed() {
        assertThat(redShare(TestScale.of(100, 5_000), 0.2)).isGreaterThan(0.95);
    }

    @Test
    void aDropOfTenPointsIsFoundAsOftenAsTheForecastSays() {
        assertThat(redShare(TestScale.of(250, 10_000), 0.1)).isCloseTo(0.68, within(TestScale.of(10, 3) / 100.0));
    }
}
