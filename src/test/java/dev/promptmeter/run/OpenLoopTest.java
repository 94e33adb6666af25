package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run does whose starts are planned, with all its threads. */
@Timeout(60)
class OpenLoopTest {

    private static final long MILLI = 1_000_000;

    private final TestRun test = new TestRun();
    private final ScriptedEndpoint endpoint = test.endpoint();
    private final FakeTicker ticker = test.ticker();

    private static Load.Open open(double perSecond, int cap, @Nullable Duration shedAfter) {
        return new Load.Open(new Arrivals(StartRate.of(perSecond), new ArrivalProcess.Constant(), 1), cap, shedAfter);
    }

    private List<Long> plannedMillis() {
        return test.seen().stream()
                .filter(result -> result.firstTimes() != null)
                .map(result -> result.firstTimes().plan() / MILLI)
                .sorted()
                .toList();
    }

    @Test
    void oneInFlightPrintsTheQueueAndNotTheServiceTimeAlone() throws InterruptedException {
        endpoint.during(question -> ticker.pass(Duration.ofMillis(500)));

        test.run(test.plan().rows(6).load(open(10, 1, null)));

        assertThat(test.seen()).extracting(CaseResult::serviceNanos).containsOnly(500 * MILLI);
        assertThat(test.seen().stream().mapToLong(CaseResult::latencyNanos).average())
                .hasValue(1_500.0 * MILLI);
        assertThat(test.seen().stream().mapToLong(CaseResult::queueNanos).max()).hasValue(2_000 * MILLI);
        assertThat(test.seen()).extracting(CaseResult::ownLagNanos).containsOnly(0L);
    }

    @Test
    void aLateRequestKeepsItsPlannedStart() throws InterruptedException {
        endpoint.during(question -> ticker.pass(Duration.ofMillis(500)));

        test.run(test.plan().rows(6).load(open(10, 1, null)));

        assertThat(plannedMillis()).containsExactly(5L, 105L, 205L, 305L, 405L, 505L);
        assertThat(test.seen())
                .extracting(CaseResult::firstTimes)
                .extracting(Times::planned)
                .containsOnly(true);
    }

    @Test
    void aWholeResponseIsTheSumOfItsParts() throws InterruptedException {
        endpoint.during(question -> ticker.pass(Duration.ofMillis(500)))
                .on("q2", ScriptedEndpoint.failing(FailureKind.SERVER), ScriptedEndpoint.ok("Paris"));

        test.run(test.plan().rows(4).load(open(10, 1, null)));

        assertThat(test.seen()).hasSize(4).allSatisfy(result -> {
            CaseTimes times = result.times();
            assertThat(times.response()).isEqualTo(result.latencyNanos());
            assertThat(times.dispatchLag()).isEqualTo(result.queueNanos() + result.ownLagNanos());
        });
        assertThat(test.seen().stream()
                        .mapToInt(result -> result.attempts().size())
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void whatIsTooLateIsGivenUpAndCounted() throws InterruptedException {
        endpoint.during(question -> ticker.pass(Duration.ofMillis(500)));

        test.run(test.plan().rows(6).load(open(10, 1, Duration.ofSeconds(1))));

        assertThat(test.verdicts())
                .containsExactlyInAnyOrder("r1 pass", "r2 pass", "r3 pass", "r4 skip", "r5 skip", "r6 pass");
        assertThat(test.seen().stream().filter(CaseResult::shed).map(CaseResult::reason))
                .containsExactly("shed", "shed");
        assertThat(endpoint.asked()).hasSize(4);
        assertThat(test.stop()).isNull();
    }

    @Test
    void whatLiesBeyondTheTimeIsNotPlanned() throws InterruptedException {
        Stop stop = test.run(test.plan().rows(6).load(open(10, 8, null)).limits(Duration.ofMillis(250), null));

        assertThat(stop).isNotNull();
        assertThat(stop.cause()).isEqualTo(Stop.Cause.TIME);
        assertThat(test.verdicts())
                .containsExactlyInAnyOrder("r1 pass", "r2 pass", "r3 pass", "r4 skip", "r5 skip", "r6 skip");
        assertThat(test.seen().stream().map(CaseResult::reason).filter(reason -> reason != null))
                .containsOnly("not planned");
    }

    @Test
    void everyRepeatOfEveryModelIsPlannedOnce() throws InterruptedException {
        test.run(test.plan().rows(5).models("a", "b").repeat(2).load(open(1_000, 4, null)));

        Set<CaseId> ids = test.seen().stream().map(CaseResult::id).collect(Collectors.toSet());
        assertThat(ids).hasSize(20);
        assertThat(new TreeSet<>(plannedMillis())).hasSize(20).contains(5L, 24L);
    }

    @Test
    void aStopLeavesNoRepeatWithoutAResult() throws InterruptedException {
        Runner runner = test.runner(test.plan().rows(40).load(open(1_000, 3, null)));
        endpoint.during(question -> {
            if (question.equals("q7")) {
                runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped"));
            }
        });

        Stop stop = runner.run(test.seen()::add);

        assertThat(stop).isNotNull();
        assertThat(test.seen())
                .extracting(CaseResult::id)
                .doesNotHaveDuplicates()
                .hasSize(40);
    }

    @Test
    void anAbortLeavesNoRepeatWithoutAResult() throws InterruptedException {
        Runner runner = test.runner(test.plan().rows(40).load(open(1_000, 3, null)));
        endpoint.during(question -> {
            if (question.equals("q7")) {
                runner.stop(new Stop(Stop.Cause.INTERRUPT, "stopped"));
                runner.abort();
            }
        });

        runner.run(test.seen()::add);

        assertThat(test.seen())
                .extracting(CaseResult::id)
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(40);
        assertThat(test.seen().stream().filter(result -> result.id().row().equals("r40")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void noRequestLeavesBeforeItsInstantOnTheTrueClock() throws InterruptedException {
        var recorder = new MemoryRecorder();
        TestPlan plan = test.plan().rows(300).load(open(3_000, 64, null));
        Runner runner = new Runner(
                plan.plan(), new Runner.Surroundings("20260114-0912-k3f9", recorder, History.NONE, Ticker.system()));

        runner.run(test.seen()::add);

        assertThat(test.seen()).hasSize(300).allSatisfy(result -> {
            Times times = result.firstTimes();
            assertThat(times.start()).isGreaterThanOrEqualTo(times.permit());
            assertThat(times.permit()).isGreaterThanOrEqualTo(times.plan());
        });
        long[] planned = test.seen().stream()
                .mapToLong(result -> result.firstTimes().plan())
                .sorted()
                .toArray();
        assertThat(planned[299] - planned[0]).isEqualTo(99_666_667L);
    }

    @Test
    void rowsThatNeedNoRequestHaveTheirResultToo() throws InterruptedException {
        test.run(test.plan()
                .rows(1)
                .skippedRow("q", "needs a tool")
                .providedRow("q", "Paris")
                .load(open(10, 1, Duration.ofMillis(1))));

        assertThat(test.verdicts()).containsExactlyInAnyOrder("r1 pass", "r2 skip", "r3 pass");
    }
}
