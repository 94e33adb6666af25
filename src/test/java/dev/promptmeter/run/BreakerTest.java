package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.FailureRule.Sign;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long SECOND = 1_000_000_000L;

    private final Breaker breaker = new Breaker();

    private void ended(int times, Sign sign) {
        for (int i = 0; i < times; i++) {
            breaker.ended(sign, SECOND);
        }
    }

    @Test
    void opensForHalfAMinuteAfterTenFailuresInARow() {
        ended(9, Sign.ILL);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);

        ended(1, Sign.UNREACHED);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.startsAt()).isEqualTo(31 * SECOND);
    }

    @Test
    void anyAnswerBreaksARowAndSilenceDoesNot() {
        ended(9, Sign.ILL);
        ended(1, Sign.WELL);
        ended(9, Sign.ILL);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);

        ended(1, Sign.SILENT);
        ended(1, Sign.ILL);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void opensWhenHalfOfTheLastFortyFailed() {
        for (int i = 0; i < 39; i++) {
            breaker.ended(i % 2 == 0 ? Sign.ILL : Sign.ANSWERED, SECOND);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);

        breaker.ended(Sign.ANSWERED, SECOND);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void whatSaysNothingOfTheEndpointIsNoAttempt() {
        ended(100, Sign.NONE);
        ended(9, Sign.ILL);
        ended(100, Sign.NONE);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void letsOneRequestFindOut() {
        ended(10, Sign.ILL);

        assertThat(breaker.begin()).isTrue();
        assertThat(breaker.startsAt()).isEqualTo(Breaker.NEVER);

        breaker.ended(Sign.ANSWERED, 32 * SECOND);

        assertThat(breaker.state()).isEqualTo(Breaker.State.PROBING);

        breaker.probed(Sign.WELL, 33 * SECOND);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.begin()).isFalse();
        ended(9, Sign.ILL);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void givesUpAfterThreeThatFailed() {
        ended(10, Sign.ILL);
        breaker.begin();
        breaker.probed(Sign.ILL, 31 * SECOND);

        assertThat(breaker.startsAt()).isEqualTo(61 * SECOND);

        breaker.begin();
        breaker.probed(Sign.SILENT, 62 * SECOND);
        breaker.begin();
        breaker.probed(Sign.UNREACHED, 93 * SECOND);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OVER);
        assertThat(breaker.startsAt()).isEqualTo(Breaker.NEVER);
    }

    @Test
    void forgetsWhatWasBeforeAGoodAnswer() {
        for (int i = 0; i < 40; i++) {
            breaker.ended(i % 2 == 0 ? Sign.ILL : Sign.ANSWERED, SECOND);
        }
        breaker.begin();
        breaker.probed(Sign.ANSWERED, 31 * SECOND);

        ended(1, Sign.ILL);

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void countsProbesThatFailedAnewAfterAGoodOne() {
        for (Sign last : new Sign[] {Sign.WELL, Sign.ILL}) {
            ended(10, Sign.ILL);
            breaker.begin();
            breaker.probed(Sign.ILL, SECOND);
            breaker.begin();
            breaker.probed(last, SECOND);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void isNotKeptOpenByWhatWasBegunBefore() {
        ended(10, Sign.ILL);

        breaker.ended(Sign.ILL, 20 * SECOND);

        assertThat(breaker.startsAt()).isEqualTo(31 * SECOND);
    }

    @Test
    void asksAnotherAtOnceWhereOneWasNotSentAfterAll() {
        ended(10, Sign.ILL);
        breaker.begin();
        breaker.probed(Sign.NONE, 31 * SECOND);

        assertThat(breaker.startsAt()).isEqualTo(31 * SECOND);
        assertThat(breaker.begin()).isTrue();
    }
}
