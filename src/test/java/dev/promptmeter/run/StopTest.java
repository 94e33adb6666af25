package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class StopTest {

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final FakeTicker ticker = test.ticker();
    private final List<CaseResult> seen = test.seen();

    private static final Check PARIS = Check.of("equals", "Paris");

    @ParameterizedTest
    @EnumSource(names = {"AUTH", "CREDIT", "QUOTA", "FORBIDDEN"})
    void atOnceWhenTheKeyIsRefused(FailureKind kind) throws InterruptedException {
        endpoint.on("q1", failing(kind));

        Stop stop = test.run(test.plan().rows(5));

        assertThat(stop).isEqualTo(new Stop(Stop.Cause.ACCESS, "as told"));
        assertThat(endpoint.asked()).containsExactly("q1");
        assertThat(test.verdicts()).containsExactly("r1 error", "r2 skip", "r3 skip", "r4 skip", "r5 skip");
    }

    @ParameterizedTest
    @EnumSource(names = {"BAD_REQUEST", "NOT_FOUND", "REDIRECT", "PROVIDER", "MALFORMED_SUCCESS"})
    void whenTheFirstThreeFailuresAgree(FailureKind kind) throws InterruptedException {
        for (int i = 1; i <= 5; i++) {
            endpoint.on("q" + i, failing(kind));
        }

        Stop stop = test.run(test.plan().rows(5));

        assertThat(stop).isNotNull();
        assertThat(endpoint.asked()).containsExactly("q1", "q2", "q3");
    }

    @Test
    void neitherWhenFailuresDifferNorAfterAnAnswer() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.BAD_REQUEST))
                .on("q2", failing(FailureKind.NOT_FOUND))
                .on("q3", failing(FailureKind.BAD_REQUEST))
                .on("q5", failing(FailureKind.BAD_REQUEST))
                .on("q6", failing(FailureKind.BAD_REQUEST))
                .on("q7", failing(FailureKind.BAD_REQUEST))
                .on("q8", failing(FailureKind.FORBIDDEN));

        Stop stop = test.run(test.plan().rows(8));

        assertThat(stop).isNull();
        assertThat(endpoint.asked()).hasSize(8);
    }

    @Test
    void atTheEndOfASmallRunThatFailedAltogether() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.CONNECT)).on("q2", failing(FailureKind.DNS));

        Stop stop = test.run(test.plan().rows(2));

        assertThat(stop).isNotNull();
        assertThat(stop.cause()).isEqualTo(Stop.Cause.ACCESS);
        assertThat(test.verdicts()).containsExactly("r1 error", "r2 error");
    }

    @Test
    void afterAsManyFailuresAsWereAllowed() throws InterruptedException {
        endpoint.on("q2", ok("Rome")).on("q3", ok("Oslo"));

        Stop stop = test.run(test.plan().rows(5).check(PARIS).limits(null, 2));

        assertThat(stop).isEqualTo(new Stop(Stop.Cause.FAIL_FAST, "2 failures were to end the run"));
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 fail", "r3 fail", "r4 skip", "r5 skip");
    }

    @Test
    void whenTheTimeIsOver() throws InterruptedException {
        endpoint.during(question -> ticker.pass(Duration.ofSeconds(40)));

        Stop stop = test.run(test.plan().rows(4).limits(Duration.ofSeconds(60), null));

        assertThat(stop).isEqualTo(new Stop(Stop.Cause.TIME, "the time limit of 60 s was reached"));
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass", "r3 skip", "r4 skip");
    }

    @Test
    void notForItsTimeWhenEverythingIsDone() throws InterruptedException {
        endpoint.during(question -> ticker.pass(Duration.ofSeconds(40)));

        Stop stop = test.run(test.plan().rows(2).limits(Duration.ofSeconds(60), null));

        assertThat(stop).isNull();
    }

    @Test
    void withoutWaitingForARetryThatIsDueAfterTheTimeLimit() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(100)));

        Stop stop = test.run(test.plan().rows(2).limits(Duration.ofSeconds(60), null));

        assertThat(stop).isNotNull();
        assertThat(ticker.nanos()).isEqualTo(60_000_000_000L);
        assertThat(endpoint.asked()).containsExactly("q1");
        assertThat(test.verdicts()).containsExactly("r1 skip", "r2 skip");
        assertThat(seen.get(0).attempts()).hasSize(1);
    }

    @Test
    void onRequestAndWaitsForWhatIsInFlight() throws InterruptedException {
        Stop reason = new Stop(Stop.Cause.INTERRUPT, "stopped by Ctrl-C");
        Runner runner = test.runner(test.plan().rows(4));
        endpoint.during(question -> {
            if (question.equals("q2")) {
                runner.stop(reason);
            }
        });

        Stop stop = runner.run(seen::add);

        assertThat(stop).isEqualTo(reason);
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 pass", "r3 skip", "r4 skip");
        assertThat(seen.get(2).reason()).isEqualTo("stopped by Ctrl-C");
    }

    @Test
    void beforeItBeganIfItWasToldSo() throws InterruptedException {
        Runner runner = test.runner(test.plan().rows(2).warmup(2));
        runner.stop(new Stop(Stop.Cause.TERMINATE, "terminated"));

        runner.run(seen::add);

        assertThat(endpoint.asked()).isEmpty();
        assertThat(test.verdicts()).containsExactly("r1 skip", "r2 skip");
    }
}
