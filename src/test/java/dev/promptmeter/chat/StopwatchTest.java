package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void eachMarkIsTakenOnce() {
        Stopwatch watch = watch(10L, 20L, 30L, 40L);
        watch.start();
        watch.sent();
        watch.head();
        watch.end();

        watch.start();
        watch.head();
        watch.end();

        assertThat(watch.times()).isEqualTo(new Times(1, 2, 10, 20L, 30L, null, 40));
    }

    @Test
    void aStampIsBytesAndTheTimeSinceTheOneBefore() {
        Stopwatch watch = watch(100L, 999L);
        watch.start();

        watch.buffer(150, 7);
        watch.buffer(150, 1);
        watch.buffer(170, 0);
        watch.buffer(180, 2);

        assertThat(watch.stamps()).containsExactly(7, 50, 1, 0, 2, 30);
        assertThat(watch.times().firstByte()).isEqualTo(150);
    }

    @Test
    void whatWasNotSeenIsMissing() {
        Times times = watch(5L, 6L).times();

        assertThat(times).isEqualTo(new Times(1, 2, 5, null, null, null, 6));
    }

    @Test
    void stampsGrowWithTheBuffers() {
        Stopwatch watch = watch(0L, 0L);
        watch.start();

        for (int i = 1; i <= 1_000; i++) {
            watch.buffer(i, 1);
        }

        assertThat(watch.stamps()).hasSize(2_000);
        assertThat(Arrays.stream(watch.stamps()).sum()).isEqualTo(2_000);
    }

    @Test
    void buffersBeyondALimitArePutTogetherInStepsOfAMillisecond() {
        Stopwatch watch = watch(0L, 0L);
        watch.start();
        for (int i = 1; i <= Stopwatch.MOST_BUFFERS; i++) {
            watch.buffer(i * 10L, 1);
        }

        assertThat(watch.merged()).isFalse();
        watch.buffer(600_000, 2);
        watch.buffer(1_500_001, 3);
        watch.buffer(2_000_000, 4);
        watch.buffer(2_500_000, 5);
        watch.buffer(3_000_000, 6);

        long[] stamps = watch.stamps();
        assertThat(watch.merged()).isTrue();
        assertThat(stamps).hasSize(2 * Stopwatch.MOST_BUFFERS + 4);
        // The last of the first 50,000 came at 500,000 and took in what came within its millisecond.
        assertThat(Arrays.copyOfRange(stamps, stamps.length - 6, stamps.length))
                .containsExactly(3, 100_010, 12, 1_900_000, 6, 500_000);
    }

    private static Stopwatch watch(Long... instants) {
        Iterator<Long> clock = List.of(instants).iterator();
        return new Stopwatch(clock::next, 1, 2);
    }
}
