package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AbortTest {

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final List<CaseResult> seen = test.seen();

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch inFlight = new CountDownLatch(2);

    private void hang(String question) throws InterruptedException {
        inFlight.countDown();
        never.await();
    }

    @Test
    void whatWasInFlightIsLeftOutAndCountsAsPerhapsBilled() throws InterruptedException {
        Runner runner = test.runner(test.plan().rows(5).slots(2));
        endpoint.during(this::hang);
        Thread signal = new Thread(() -> {
            awaitQuietly(inFlight);
            runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped by Ctrl-C"));
            runner.abort();
        });
        signal.start();

        Stop stop = runner.run(seen::add);

        assertThat(stop).isNotNull();
        assertThat(test.verdicts()).containsExactlyInAnyOrder("r1 skip", "r2 skip");
        assertThat(seen).allSatisfy(result -> {
            assertThat(result.attempts()).hasSize(1);
            assertThat(result.attempts().get(0).failure()).isEqualTo(FailureKind.CANCELLED);
            assertThat(result.attempts().get(0).billed()).isEqualTo(Billed.MAYBE);
        });
    }

    @Test
    void aWarmUpIsCutShort() throws InterruptedException {
        Runner runner = test.runner(test.plan().rows(5).slots(2).warmup(3));
        endpoint.during(this::hang);
        Thread signal = new Thread(() -> {
            awaitQuietly(inFlight);
            runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped by Ctrl-C"));
            runner.abort();
        });
        signal.start();

        runner.run(seen::add);

        assertThat(endpoint.asked()).hasSize(2);
    }

    @Test
    void anInterruptOfTheCallerEndsEveryWorker() throws InterruptedException {
        Runner runner = test.runner(test.plan().rows(5).slots(2));
        endpoint.during(this::hang);
        Thread caller = Thread.currentThread();
        Thread signal = new Thread(() -> {
            awaitQuietly(inFlight);
            caller.interrupt();
        });
        signal.start();

        assertThatThrownBy(() -> runner.run(seen::add)).isInstanceOf(InterruptedException.class);

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("promptmeter-worker"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
