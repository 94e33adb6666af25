package dev.promptmeter.run;

import static dev.promptmeter.run.ScriptedEndpoint.failing;
import static dev.promptmeter.run.ScriptedEndpoint.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** Its time is over while its lane waits for somebody else. */
    @Test
    void aRetryThatItsLaneHoldsUpForTooLongIsNotMade() {
        RunPlan plan = test.plan()
                .rows(1)
                .retry(new Retry(4, 1, Duration.ofSeconds(120), Duration.ofSeconds(3)))
                .plan();
        var surroundings = new Runner.Surroundings("20260114-0912-k3f9", test.recorder(), History.NONE, ticker);
        var never = new Times(0, 0, 0, null, null, null, 0);
        Failed failed = new Failed(FailureKind.SERVER, "no", Billed.NO, null, null, Timing.plain(never, 0L), Set.of());
        try (CaseSource source = new CaseSource(plan, test.recorder());
                CaseFeeder feeder = new CaseFeeder(source, 1)) {
            Traffic traffic = new Traffic(plan, surroundings, feeder);
            Pending pending = new Pending(VirtualTraffic.asked(), History.Past.NOTHING);
            pending.add(VirtualTraffic.attempt(failed), failed);
            pending.waitUntil(SECOND, SECOND);

            ticker.pass(Duration.ofSeconds(3));
            assertThat(traffic.overdue(pending)).isFalse();

            ticker.pass(Duration.ofMillis(1));
            assertThat(traffic.overdue(pending)).isTrue();
        }
    }

    /** Waits of one run can be foreseen by whoever knows its id and seed; another run has others. */
    @Test
    void everyRunHasWaitsOfItsOwn() throws InterruptedException {
        List<Long> waits = new ArrayList<>();
        for (String run : List.of("20260114-0912-k3f9", "20260114-0912-k3f9", "20260114-0913-a1b2")) {
            TestRun one = new TestRun();
            one.endpoint().on("q1", failing(FailureKind.RATE), ok("Paris"));
            new Runner(
                            one.plan().rows(1).plan(),
                            new Runner.Surroundings(run, one.recorder(), History.NONE, one.ticker()))
                    .run(one.seen()::add);
            waits.add(one.seen().get(0).retryWaitNanos());
        }

        assertThat(waits.get(1)).isEqualTo(waits.get(0));
        assertThat(waits.get(2)).isNotEqualTo(waits.get(0));
    }

    @Test
    void aLaneReopensOneByOneOnlyForAsManyAsItsModelMayHave() {
        Model model = VirtualTraffic.asked().model();
        Lane lane = new Lane(new Lane.Limits("lane", null, null), event -> {}, () -> true);
        Spending spending = Spending.of(test.plan().plan(), History.NONE, () -> false);
        Route route = new Route(lane, model, List.of(new Permits(2)), spending);
        route.pause(SECOND, 64, 0);

        lane.begin(0, SECOND);
        lane.begin(0, 2 * SECOND);

        assertThat(lane.startsAt(0)).isEqualTo(2 * SECOND);
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
