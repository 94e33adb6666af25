package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StallLogTest {

    private static final long MILLI = 1_000_000;

    private final FakeTicker ticker = new FakeTicker();
    private final StallLog log = new StallLog(ticker);

    private static Stall stall(long startMillis, long millis) {
        return new Stall(startMillis * MILLI, millis * MILLI, Stall.Cause.OTHER);
    }

    @Test
    void anAttemptHasTheTimeThatItSharesWithStalls() {
        log.begin();
        log.add(stall(100, 20));
        log.add(stall(200, 50));

        assertThat(log.stalled(110 * MILLI, 220 * MILLI)).isEqualTo(30 * MILLI);
        assertThat(log.stalled(0, 100 * MILLI)).isZero();
        assertThat(log.stalled(130 * MILLI, 150 * MILLI)).isZero();
    }

    @Test
    void aStallThatTheWatchHasNotNoticedYetCountsAlready() {
        log.begin();
        log.sleeps(MILLI);
        ticker.pass(Duration.ofMillis(301));

        assertThat(log.stalled(0, 301 * MILLI)).isEqualTo(300 * MILLI);
    }

    @Test
    void sleepingALittleTooLongIsNoStall() {
        log.begin();
        log.sleeps(MILLI);
        ticker.pass(Duration.ofMillis(6));

        assertThat(log.stalled(0, 6 * MILLI)).isZero();
    }

    @Test
    void aStallIsCountedOnceWhenItHasBeenNoticed() {
        log.begin();
        log.sleeps(MILLI);
        ticker.pass(Duration.ofMillis(301));
        log.add(stall(1, 300));

        assertThat(log.stalled(0, 301 * MILLI)).isEqualTo(300 * MILLI);
    }

    @Test
    void ofWhatWasBeforeTheWatchNothingIsKnown() {
        assertThat(log.stalled(0, 10)).isNull();
        ticker.pass(Duration.ofMillis(50));
        log.begin();

        assertThat(log.stalled(49 * MILLI, 60 * MILLI)).isNull();
        assertThat(log.stalled(50 * MILLI, 60 * MILLI)).isZero();
    }

    @Test
    void whatWasToldIsNotToldAgain() {
        log.begin();
        log.add(stall(100, 20));
        log.add(stall(200, 50));

        StallLog.Told first = log.told();

        assertThat(first.count()).isEqualTo(2);
        assertThat(first.nanos()).isEqualTo(70 * MILLI);
        assertThat(first.stalls()).containsExactly(stall(100, 20), stall(200, 50));
        assertThat(log.told().count()).isZero();
        assertThat(log.stalled(0, 1000 * MILLI)).isEqualTo(70 * MILLI);
    }
}
