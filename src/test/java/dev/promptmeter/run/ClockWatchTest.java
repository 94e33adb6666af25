package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ClockWatchTest {

    private final TestRun test = new TestRun();

    /** The wall clock jumps while the second of three questions is answered, which takes a second. */
    private void runWithAJumpOf(Duration jump) throws InterruptedException {
        test.endpoint().during(question -> {
            test.ticker().pass(Duration.ofSeconds(1));
            if (question.equals("q2")) {
                test.ticker().jump(jump);
            }
        });
        test.run(test.plan().rows(3));
    }

    @ParameterizedTest
    @CsvSource({"PT6S", "PT-6S", "PT1H", "PT-3000H"})
    void anAnswerInWhoseTimeTheClocksPartedEntersNoLatencyFigure(Duration jump) throws InterruptedException {
        runWithAJumpOf(jump);

        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass", "r3 pass");
        assertThat(test.seen()).map(CaseResult::latencyNanos).containsExactly(1_000_000_000L, null, 1_000_000_000L);
        assertThat(test.seen().get(1).flags()).containsExactly("clock_jump");
    }

    @Test
    void aSmallJumpMarksNoAnswerAndIsToldAtTheEnd() throws InterruptedException {
        runWithAJumpOf(Duration.ofMillis(-4_500));

        assertThat(test.seen()).map(CaseResult::latencyNanos).doesNotContainNull();
        assertThat(test.recorder().events())
                .containsExactly(new CourseEvent(
                        3_000_000_000L,
                        CourseEvent.Kind.CLOCK,
                        null,
                        "the wall clock went 4.5 s less than the time that passed",
                        null));
    }

    @Test
    void clocksThatGoAlikeAreNotSpokenOf() throws InterruptedException {
        runWithAJumpOf(Duration.ofMillis(900));

        assertThat(test.recorder().events()).isEmpty();
    }
}
