package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongestStallsTest {

    private static Stall stall(long start, long nanos) {
        return new Stall(start, nanos, Stall.Cause.OTHER);
    }

    @Test
    void theLongestAreKeptInTheOrderOfTheirTimeAndAllAreCounted() {
        LongestStalls stalls = new LongestStalls(3);

        assertThat(stalls.add(stall(10, 7))).isTrue();
        assertThat(stalls.add(stall(20, 9))).isTrue();
        assertThat(stalls.add(stall(40, 6))).isTrue();
        assertThat(stalls.add(stall(60, 8))).isTrue();
        assertThat(stalls.add(stall(80, 5))).isFalse();

        assertThat(stalls.kept()).containsExactly(stall(10, 7), stall(20, 9), stall(60, 8));
        assertThat(stalls.count()).isEqualTo(5);
        assertThat(stalls.nanos()).isEqualTo(35);
        assertThat(stalls.unkept()).isEqualTo(11);
    }

    @Test
    void usuallyTenThousandAreKept() {
        LongestStalls stalls = new LongestStalls();
        for (int i = 0; i < 10_050; i++) {
            stalls.add(stall(i * 100L, 1 + i % 50));
        }

        assertThat(stalls.kept()).hasSize(10_000).noneMatch(stall -> stall.nanos() < 1);
        assertThat(stalls.count()).isEqualTo(10_050);
    }
}
