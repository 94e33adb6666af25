package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RunnerTest {

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final MemoryRecorder recorder = test.recorder();
    private final List<CaseResult> seen = test.seen();

    private static final Check PARIS = Check.of("equals", "Paris");

    @Test
    void everyCaseIsAskedInFileOrderAndJudged() throws InterruptedException {
        endpoint.on("q2", ok("Rome"));

        Stop stop = test.run(test.plan().rows(3).check(PARIS));

        assertThat(stop).isNull();
        assertThat(endpoint.asked()).containsExactly("q1", "q2", "q3");
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 fail", "r3 pass");
        assertThat(seen.get(1).reason()).startsWith("equals: ").contains("Rome");
    }

    @Test
    void theReasonOfAnErrorIsItsTextAndTheKindStandsBesideIt() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.BAD_REQUEST));

        test.run(test.plan().rows(1));

        assertThat(seen.get(0).failure()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(seen.get(0).reason()).isEqualTo("as told");
    }

    @Test
    void modelsOfARowStandNextToEachOtherAndRepeatsComeAfterThem() throws InterruptedException {
        test.run(test.plan().rows(2).models("small", "large").repeat(2));

        assertThat(seen)
                .extracting(result -> result.id().row() + " " + result.id().model() + " "
                        + result.id().repeat())
                .containsExactly(
                        "r1 small 1",
                        "r1 large 1",
                        "r1 small 2",
                        "r1 large 2",
                        "r2 small 1",
                        "r2 large 1",
                        "r2 small 2",
                        "r2 large 2");
    }

    @Test
    void aRowIsRecordedBeforeItsIntentAndTheAnswerBeforeTheResult() throws InterruptedException {
        test.run(test.plan().rows(1));

        assertThat(recorder.told()).containsExactly("row r1", "intent r1 1", "answer", "result r1");
    }

    @Test
    void rowsWithTheirOwnAnswerAreJudgedAndRowsThatAreLeftOutAreNot() throws InterruptedException {
        test.run(test.plan()
                .providedRow("q1", "Rome", PARIS)
                .skippedRow("q2", "needs a tool")
                .row("q3", PARIS));

        assertThat(test.verdicts()).containsExactly("r1 fail", "r2 skip", "r3 pass");
        assertThat(seen.get(1).reason()).isEqualTo("needs a tool");
        assertThat(endpoint.asked()).containsExactly("q3");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nCasesInMakeNResultsOutWhateverFails(long seed) throws InterruptedException {
        Random random = new Random(seed);
        FailureKind[] kinds = {
            FailureKind.RATE,
            FailureKind.SERVER,
            FailureKind.TIMEOUT,
            FailureKind.RESET,
            FailureKind.TRUNCATED,
            FailureKind.BAD_REQUEST,
            FailureKind.MALFORMED_SUCCESS,
            FailureKind.CONNECT,
            FailureKind.STALE_CONNECTION
        };
        for (int i = 1; i <= 60; i++) {
            String[] replies = new String[1 + random.nextInt(7)];
            for (int j = 0; j < replies.length; j++) {
                replies[j] = random.nextInt(3) == 0 ? ok("Paris") : failing(kinds[random.nextInt(kinds.length)]);
            }
            endpoint.on("q" + i, replies);
        }

        test.run(test.plan().rows(60).slots(8).repeat(2).check(PARIS));

        assertThat(seen).hasSize(120);
        assertThat(seen).extracting(CaseResult::id).doesNotHaveDuplicates();
    }

    @Test
    void aSlotPerModelKeepsEachModelToItsOwnLimit() throws InterruptedException {
        CyclicBarrier pairs = new CyclicBarrier(2);
        endpoint.during(question -> {
            try {
                pairs.await(50, TimeUnit.MILLISECONDS);
            } catch (BrokenBarrierException | TimeoutException e) {
                pairs.reset();
            }
        });

        test.run(test.plan().rows(6).slots(4).slotsPerModel(1));

        assertThat(endpoint.mostInFlight()).isEqualTo(1);
        assertThat(seen).hasSize(6);
    }

    @Test
    void asManyAreInFlightAsThereAreSlots() throws InterruptedException {
        CyclicBarrier four = new CyclicBarrier(4);
        endpoint.during(question -> {
            try {
                four.await();
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        });

        test.run(test.plan().rows(8).slots(4));

        assertThat(endpoint.mostInFlight()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void anEndpointThatBreaksItsPromiseEndsTheRunWithWhatItThrew(int slots) {
        endpoint.during(question -> {
            if (question.equals("q2")) {
                throw new IllegalStateException("a bug");
            }
        });

        assertThatThrownBy(() -> test.run(test.plan().rows(100).slots(slots)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @Test
    void nothingMoreIsAskedOnceAnEndpointBrokeItsPromise() {
        endpoint.during(question -> {
            if (question.equals("q2")) {
                throw new IllegalStateException("a bug");
            }
        });

        assertThatThrownBy(() -> test.run(test.plan().rows(100).slots(1))).isInstanceOf(IllegalStateException.class);

        assertThat(endpoint.asked()).last().isEqualTo("q2");
    }

    @Test
    void aRequestThatCannotBeMadeEndsTheRunAndIsNeverLeftOutSilently() {
        assertThatThrownBy(() ->
                        test.run(test.plan().rows(3).row(TestPlan.BREAKING).row("q5")))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("too deep");
        assertThat(endpoint.asked()).doesNotContain("q5");
    }
}
