package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RetryTest {

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final MemoryRecorder recorder = test.recorder();
    private final FakeTicker ticker = test.ticker();
    private final List<CaseResult> seen = test.seen();

    private static final Check PARIS = Check.of("equals", "Paris");

    @ParameterizedTest
    @CsvSource({
        "RATE, 5",
        "SERVER, 5",
        "DNS, 5",
        "CONNECT, 5",
        "PROXY, 5",
        "LOCAL_LIMIT, 5",
        "STALE_CONNECTION, 2",
        "RESET, 2",
        "TIMEOUT, 2",
        "PROTOCOL, 2",
        "TLS, 5",
        "TRUNCATED, 1",
        "STREAM, 1",
        "MALFORMED_SUCCESS, 1",
        "MALFORMED_CONTENT, 1",
        "LIMIT, 1",
        "TOO_LARGE, 1",
        "UNSUPPORTED_ENCODING, 1",
        "BAD_REQUEST, 1",
        "NOT_FOUND, 1",
        "FORBIDDEN, 1",
        "AUTH, 1",
        "CREDIT, 1",
        "QUOTA, 1",
        "REDIRECT, 1"
    })
    void isFollowedByAsManyAsItsKindAllows(FailureKind kind, int attempts) throws InterruptedException {
        endpoint.on("q1", failing(kind));

        test.run(test.plan().rows(1));

        assertThat(endpoint.asked()).hasSize(attempts);
        assertThat(test.verdicts()).containsExactly("r1 error");
        assertThat(seen.get(0).failure()).isEqualTo(kind);
        assertThat(seen.get(0).attempts()).hasSize(attempts);
    }

    @Test
    void isOnRecordBesideTheAnswerThatCameAfterIt() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE), failing(FailureKind.SERVER), ok("Paris"));

        test.run(test.plan().rows(1).check(PARIS));

        assertThat(test.verdicts()).containsExactly("r1 pass");
        assertThat(seen.get(0).attempts())
                .extracting(Attempt::number, Attempt::failure)
                .containsExactly(tuple(1, FailureKind.RATE), tuple(2, FailureKind.SERVER), tuple(3, null));
        assertThat(recorder.intents())
                .extracting(Intent::cause)
                .containsExactly(null, FailureKind.RATE, FailureKind.SERVER);
    }

    @Test
    void waitsAtLeastAsLongAsTheEndpointAsks() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("Paris"));

        test.run(test.plan().rows(1));

        assertThat(ticker.nanos()).isBetween(5_000_000_000L, 5_500_000_000L);
        assertThat(seen.get(0).retryWaitNanos()).isBetween(5_000_000_000L, 5_500_000_000L);
    }

    @Test
    void thatAsksForTooLongAWaitEndsTheRun() throws InterruptedException {
        endpoint.on("q2", failing(FailureKind.RATE, Duration.ofMinutes(10)));

        Stop stop = test.run(test.plan().rows(4));

        assertThat(stop).isNotNull();
        assertThat(stop.cause()).isEqualTo(Stop.Cause.WAIT);
        assertThat(stop.text()).contains("600 s");
        assertThat(test.verdicts()).containsExactly("r1 pass", "r2 error", "r3 skip", "r4 skip");
    }

    @Test
    void withoutCreditIsRepeatedOnceIfTheEndpointNamesATime() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.CREDIT, Duration.ofSeconds(1)), ok("Paris"));

        Stop stop = test.run(test.plan().rows(1));

        assertThat(stop).isNull();
        assertThat(test.verdicts()).containsExactly("r1 pass");
    }

    @Test
    void isFinalWhenTheNextWaitWouldPassTheTimeOfARepeat() throws InterruptedException {
        var brief = new Retry(4, 1, Duration.ofSeconds(120), Duration.ofSeconds(3));
        endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(2)));

        test.run(test.plan().rows(1).retry(brief));

        assertThat(endpoint.asked()).hasSize(2);
    }

    @Test
    void waitsOutABackOffWithoutHoldingUpNewCases() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE), ok("Paris"));

        test.run(test.plan().rows(5).slots(2).check(PARIS));

        assertThat(endpoint.asked()).containsExactlyInAnyOrder("q1", "q1", "q2", "q3", "q4", "q5");
        assertThat(endpoint.asked().lastIndexOf("q1")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void thatWaitsInTheOnlySlotLetsNoNewCaseStart() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("Paris"));

        test.run(test.plan().rows(3));

        assertThat(endpoint.asked()).containsExactly("q1", "q1", "q2", "q3");
    }
}
