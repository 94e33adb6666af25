package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WakeMarginTest {

    private static long[] overshoots(long usual, long last) {
        long[] overshoots = new long[200];
        Arrays.fill(overshoots, usual);
        Arrays.fill(overshoots, 197, 200, last);
        return overshoots;
    }

    @Test
    void theMarginIsTheOvershootOfNearlyAllParks() {
        assertThat(WakeMargin.of(overshoots(120_000, 700_000), StartRate.of(10)))
                .isEqualTo(700_000);
        assertThat(WakeMargin.of(overshoots(120_000, 120_000), StartRate.of(10)))
                .isEqualTo(120_000);
    }

    @Test
    void theMarginHasBounds() {
        assertThat(WakeMargin.of(overshoots(1_000, 1_000), StartRate.of(10))).isEqualTo(50_000);
        assertThat(WakeMargin.of(overshoots(120_000, 9_000_000), StartRate.of(10)))
                .isEqualTo(1_000_000);
    }

    @Test
    void watchingTheClockTakesAQuarterOfACoreAtMost() {
        assertThat(WakeMargin.of(overshoots(800_000, 800_000), StartRate.of(1_000)))
                .isEqualTo(250_000);
        assertThat(WakeMargin.of(overshoots(800_000, 800_000), new StartRate(1, 10_000, 60)))
                .isEqualTo(25_000);
    }
}
