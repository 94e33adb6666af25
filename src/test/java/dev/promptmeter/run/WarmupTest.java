package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WarmupTest {

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final MemoryRecorder recorder = test.recorder();
    private final List<CaseResult> seen = test.seen();

    @Test
    void takesTheLastRowsForEachModelAndIsRecordedAsRepeatZero() throws InterruptedException {
        test.run(test.plan().rows(5).models("small", "large").warmup(2));

        assertThat(endpoint.asked().subList(0, 4)).containsExactlyInAnyOrder("q4", "q4", "q5", "q5");
        assertThat(recorder.intents().subList(0, 4))
                .allMatch(intent -> intent.id().repeat() == 0 && intent.attempt() == 1);
        assertThat(seen).hasSize(10).allMatch(result -> result.id().repeat() == 1);
    }

    @ParameterizedTest
    @CsvSource({"19, 19", "20, 22"})
    void isLeftOutInASmallRun(int rows, int requests) throws InterruptedException {
        test.run(test.plan().rows(rows).warmup(null));

        assertThat(endpoint.asked()).hasSize(requests);
    }

    @Test
    void takesRowsThatAreAsked() throws InterruptedException {
        test.run(test.plan()
                .rows(2)
                .skippedRow("q3", "later")
                .row("q4")
                .row("q5")
                .select(new Selection(Filter.ALL, 3, null))
                .warmup(2));

        assertThat(endpoint.asked().subList(0, 2)).containsExactlyInAnyOrder("q2", "q4");
    }

    @Test
    void requestsHaveIdsOfTheirOwnEvenForEqualRows() throws InterruptedException {
        test.run(test.plan().row("same").row("same").warmup(2));

        assertThat(endpoint.requestIds()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void keepsToTheLimitOfItsModel() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        endpoint.during(question -> {
            second.countDown();
            awaitBriefly(second);
        });

        test.run(test.plan().rows(4).slots(4).slotsPerModel(1).warmup(4));

        assertThat(endpoint.mostInFlight()).isEqualTo(1);
    }

    /** Gives another request time to come in, if it may. */
    private static void awaitBriefly(CountDownLatch latch) {
        try {
            latch.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void failuresMeanNothing() throws InterruptedException {
        endpoint.on("q2", failing(FailureKind.AUTH), ok("Paris"));

        Stop stop = test.run(test.plan().rows(2).warmup(1));

        assertThat(stop).isNull();
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass");
    }
}
