package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.cost.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseTimesTest {

    @Test
    void everyPartOfTheTimeHasItsName() {
        List<Attempt> attempts = List.of(
                attempt(1, FailureKind.RATE, times(100, 130, 150), 0),
                attempt(2, FailureKind.SERVER, times(1_150, 1_155, 1_205), 1_000),
                attempt(3, null, times(1_705, 1_712, 1_812), 500));

        CaseTimes times = CaseTimes.of(attempts, Timing.plain(times(1_705, 1_712, 1_812), 1_802));

        // Due at 100, started at 130; 20 and 50 in failed attempts; 1,000 told to wait and 500 of our own; 5 and 7 in
        // the queue.
        assertThat(times).isEqualTo(new CaseTimes(30, 70, 1_500, 1_000, 12, 90));
        assertThat(times.response()).isEqualTo(1_702);
    }

    @Test
    void aFirstTryHasOnlyItsLagAndItsService() {
        Times only = times(100, 101, 200);

        CaseTimes times = CaseTimes.of(List.of(attempt(1, null, only, 0)), Timing.plain(only, 190));

        assertThat(times).isEqualTo(new CaseTimes(1, 0, 0, 0, 0, 89));
    }

    @Test
    void whereAnAttemptHasNoEndOnRecordNothingCanBeSaid() {
        Times answered = times(100, 101, 200);
        List<Attempt> attempts = List.of(attempt(1, FailureKind.CANCELLED, null, 0), attempt(2, null, answered, 0));

        assertThat(CaseTimes.of(attempts, Timing.plain(answered, 190))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void thePartsAddUpToTheWholeToTheNanosecond(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Attempt> attempts = new ArrayList<>();
            long due = random.nextLong(1_000_000_000);
            long plan = due;
            int tries = 1 + random.nextInt(5);
            Times last = times(0, 0, 0);
            for (int number = 1; number <= tries; number++) {
                long wait = number == 1 ? 0 : random.nextLong(2_000_000_000);
                long start = plan + wait + random.nextLong(5_000_000);
                last = times(plan + wait, start, start + random.nextLong(900_000_000));
                FailureKind failure = number == tries ? null : FailureKind.RATE;
                attempts.add(attempt(number, failure, last, wait));
                plan = last.end();
            }
            long answered = last.start() + random.nextLong(1 + last.end() - last.start());

            CaseTimes times = CaseTimes.of(attempts, Timing.plain(last, answered));

            assertThat(times.response()).isEqualTo(answered - due);
            assertThat(times.otherWait()).isNotNegative();
        }
    }

    private static Times times(long plan, long start, long end) {
        return new Times(plan, start, start, null, null, null, end);
    }

    private static Attempt attempt(int number, FailureKind failure, Times times, long wait) {
        return new Attempt(number, "pm-" + number, 200, failure, times, wait, Billed.YES, Cost.FREE);
    }
}
