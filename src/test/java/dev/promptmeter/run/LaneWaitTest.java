package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LaneWaitTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = SECOND / 20;

    private final LaneWait wait = new LaneWait();

    @Test
    void isOpenUntilItIsClosed() {
        wait.begin(SECOND);

        assertThat(wait.startsAt()).isZero();
    }

    @Test
    void reopensOneByOneUpToWhatItWas() {
        wait.close(5 * SECOND, 3);

        assertThat(wait.startsAt()).isEqualTo(5 * SECOND);

        wait.begin(5 * SECOND);

        assertThat(wait.startsAt()).isEqualTo(5 * SECOND + STEP);

        wait.begin(6 * SECOND);

        assertThat(wait.startsAt()).isEqualTo(6 * SECOND + STEP);

        wait.begin(6 * SECOND + STEP);

        assertThat(wait.startsAt()).isEqualTo(6 * SECOND + STEP);
    }

    @Test
    void theLongerOfTwoWaitsHolds() {
        wait.close(5 * SECOND, 3);
        wait.close(3 * SECOND, 3);

        assertThat(wait.startsAt()).isEqualTo(5 * SECOND);
    }

    @Test
    void anotherWaitBeginsTheReopeningAnew() {
        wait.close(5 * SECOND, 3);
        wait.begin(5 * SECOND);
        wait.begin(5 * SECOND + STEP);
        wait.close(9 * SECOND, 3);
        wait.begin(9 * SECOND);

        assertThat(wait.startsAt()).isEqualTo(9 * SECOND + STEP);
    }
}
