package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What trouble at one endpoint means for a whole run. */
@Timeout(60)
class LaneRunTest {

    private static final long SECOND = 1_000_000_000L;

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final FakeTicker ticker = test.ticker();

    @Test
    void aWaitHoldsForEveryCaseOfTheLane() throws InterruptedException {
        endpoint.on("q1", failing(FailureKind.RATE, Duration.ofSeconds(5)), ok("Paris"));

        test.run(test.plan().rows(3).slots(2));

        assertThat(test.recorder().events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(CourseEvent.Kind.PAUSE);
            assertThat(event.lane()).isEqualTo("lane of sim");
            assertThat(event.text()).startsWith("it asks for a wait of 5.");
        });
        assertThat(test.seen())
                .allSatisfy(result -> assertThat(result.verdict().word()).isEqualTo("pass"));
    }

    @Test
    void anEndedLaneLeavesTheOtherToItsWork() throws InterruptedException {
        TestPlan plan = test.plan().rows(3).models("a", "b");
        endpoint.on("q1", failing(FailureKind.RATE, Duration.ofMinutes(30)), ok("Paris"));

        Stop stop = test.run(plan);

        assertThat(stop).isNotNull();
        assertThat(stop.cause()).isEqualTo(Stop.Cause.WAIT);
        assertThat(stop.text()).contains("a wait of 1800 s").endsWith("resume the run after 2026-01-14 09:42:03 UTC");
        assertThat(test.seen())
                .extracting(
                        result -> result.id().model() + " " + result.verdict().word())
                .containsExactly("a error", "b pass", "a skip", "b pass", "a skip", "b pass");
    }

    @Test
    void whatABreakerKeepsBackIsLeftOutAndNoFailure() throws InterruptedException {
        for (int i = 1; i <= 8; i++) {
            endpoint.on("q" + i, failing(FailureKind.SERVER));
        }

        Stop stop = test.run(test.plan().rows(8));

        assertThat(stop).isNotNull();
        assertThat(stop.cause()).isEqualTo(Stop.Cause.OUTAGE);
        assertThat(stop.text())
                .isEqualTo(
                        "lane of sim fails and goes on failing (as told): three tries, each after a wait, failed too;"
                                + " resume the run when it is well");
        assertThat(test.verdicts())
                .containsExactly(
                        "r1 error", "r2 error", "r3 skip", "r4 skip", "r5 skip", "r6 skip", "r7 skip", "r8 skip");
        assertThat(ticker.nanos()).isGreaterThanOrEqualTo(90 * SECOND);
    }

    @Test
    void aTrueWaitIsOnRecordAlsoWhereTheBreakerCausedIt() throws InterruptedException {
        for (int i = 1; i <= 3; i++) {
            endpoint.on("q" + i, failing(FailureKind.SERVER));
        }

        test.run(test.plan().rows(3));

        List<Attempt> probes = test.seen().get(2).attempts();
        assertThat(probes).hasSize(3);
        assertThat(probes.get(1).waitNanos()).isEqualTo(30 * SECOND);
        assertThat(probes.get(2).waitNanos()).isEqualTo(30 * SECOND);
    }

    @Test
    void aRetryThatComesTooLateIsNotMade() throws InterruptedException {
        Retry brief = new Retry(4, 1, Duration.ofSeconds(120), Duration.ofSeconds(45));
        endpoint.on("q1", failing(FailureKind.SERVER), failing(FailureKind.SERVER), ok("Paris"))
                .on("q2", failing(FailureKind.RATE, Duration.ofSeconds(50)), ok("Paris"));

        test.run(test.plan().rows(2).slots(2).retry(brief));

        // The lane's wait of 50 s passes what either repeat may take.
        assertThat(test.seen()).hasSize(2);
        assertThat(test.seen().stream().filter(result -> result.id().row().equals("r2")))
                .singleElement()
                .satisfies(result -> assertThat(result.attempts()).hasSize(1));
    }

    @Test
    void aModelsOwnLimitHoldsNoSlotOfAnother() throws InterruptedException {
        TestPlan plan = test.plan().rows(20).models("a", "b").slots(8).slotsPerModel(1);

        test.run(plan);

        assertThat(endpoint.mostInFlight()).isLessThanOrEqualTo(2);
        assertThat(test.seen()).hasSize(40);
    }

    @Test
    void aRateSpacesStarts() throws InterruptedException {
        test.run(test.plan().rows(70).pace(60.0, null));

        // Ten at once, then one a second.
        assertThat(ticker.nanos()).isBetween(60 * SECOND, 60 * SECOND + 1_000);
    }

    @Test
    void aTokenLimitLearnsFromWhatWasUsed() throws InterruptedException {
        test.run(test.plan().rows(60).pace(null, 6_000L));

        // 1,024 tokens are set aside for each answer and 10 are used: 1,000 fit, so each waits until the last is
        // settled.
        assertThat(ticker.nanos()).isLessThan(10 * SECOND);
        assertThat(endpoint.asked()).hasSize(60);
    }

    @Test
    void malformedAnswersAreRepeatedAsOftenAsTheSuiteSays() throws InterruptedException {
        Retry twice = new Retry(4, 1, 2, RetryOn.ALL, Duration.ofSeconds(120), Duration.ofMinutes(10));
        endpoint.on("q1", failing(FailureKind.MALFORMED_SUCCESS));

        test.run(test.plan().rows(1).retry(twice));

        assertThat(endpoint.asked()).hasSize(3);
    }

    @Test
    void failuresOutsideTheListAreFinal() throws InterruptedException {
        Retry only =
                new Retry(4, 1, 0, new RetryOn(List.of("timeout")), Duration.ofSeconds(120), Duration.ofMinutes(10));
        endpoint.on("q1", failing(FailureKind.SERVER)).on("q2", failing(FailureKind.TIMEOUT), ok("Paris"));

        test.run(test.plan().rows(2).retry(only));

        assertThat(test.verdicts()).containsExactly("r1 error", "r2 pass");
        assertThat(endpoint.asked()).containsExactly("q1", "q2", "q2");
    }

    @Test
    void anEmptyRetryBudgetMakesFailuresFinalAndIsSaid() throws InterruptedException {
        for (int i = 1; i <= 60; i++) {
            endpoint.on("q" + i, failing(FailureKind.LOCAL_LIMIT));
        }

        test.run(test.plan().rows(60));

        assertThat(endpoint.asked()).hasSize(160);
        assertThat(test.recorder().events())
                .filteredOn(event -> event.kind() == CourseEvent.Kind.RETRIES)
                .hasSize(1);
    }

    @Test
    void anEndpointThatAnswersWithPagesIsSaidToBeAProxy() throws InterruptedException {
        endpoint.on("q1", FailureKind.MALFORMED_SUCCESS.word() + "|HTML page \"Log in\"");

        Stop stop = test.run(test.plan().rows(1));

        assertThat(stop).isNotNull();
        assertThat(stop.text()).isEqualTo("HTML page \"Log in\"; answer is HTML: proxy or wrong URL?");
    }
}
