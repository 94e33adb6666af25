package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.score.Answer;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.score.Grade;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Headline;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stall holds up what follows. Figures must show it: an open loop's do, on the true queue and on a virtual clock. */
class CoordinatedOmissionTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private final List<CaseResult> results = new ArrayList<>();
    private final List<Long> early = new ArrayList<>();
    private @Nullable VirtualTraffic traffic;

    /** Servers in a row behind one queue: the same plan, without a line of ours. */
    private static final class Simulation {

        private final long[] responses;

        /** Takes when each request arrives, how many are served at a time, and when a service ends that begins at some instant. */
        Simulation(long[] arrivals, int servers, LongUnaryOperator ends) {
            long[] free = new long[servers];
            responses = new long[arrivals.length];
            for (int i = 0; i < arrivals.length; i++) {
                Arrays.sort(free);
                free[0] = ends.applyAsLong(Math.max(arrivals[i], free[0]));
                responses[i] = free[0] - arrivals[i];
            }
            Arrays.sort(responses);
        }

        double p99() {
            return responses[(int) Math.ceil(0.99 * responses.length) - 1];
        }
    }

    /** Takes 10 ms, but for one freeze from 10.005 s to 11.405 s, in which nothing goes on. */
    private static long freezing(long begun) {
        long freeze = 10_005 * MILLI;
        long thaw = freeze + 1_400 * MILLI;
        if (begun >= freeze && begun < thaw) {
            return thaw + 10 * MILLI;
        }
        long end = begun + 10 * MILLI;
        return begun < freeze && end > freeze ? end + 1_400 * MILLI : end;
    }

    private Summary run(int rows, Load load, LongUnaryOperator ends) throws InterruptedException {
        traffic = new VirtualTraffic(
                TestPlan.asking(new ScriptedEndpoint()).rows(rows).load(load).plan(),
                (pending, now) -> new VirtualTraffic.Reply(
                        ScriptedEndpoint.ok("Paris"), Duration.ofNanos(ends.applyAsLong(now) - now)),
                new Keeping());
        traffic.run();
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("default"), List.of(), 1, Slo.NONE, Set.of()));
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(30 * SECOND, rows, null));
    }

    private static Load.Open open(double perSecond, int cap) {
        return new Load.Open(new Arrivals(StartRate.of(perSecond), new ArrivalProcess.Constant(), 1), cap, null);
    }

    /** Makes results of what ended. */
    private final class Keeping implements VirtualTraffic.Watcher {

        @Override
        public void begins(VirtualTraffic.Sent sent, List<VirtualTraffic.Sent> beside) {
            StartGate start = sent.pending().start();
            if (start != null && traffic != null) {
                early.add(start.at() - traffic.nanos());
            }
        }

        @Override
        public void told(VirtualTraffic.Sent sent, long now) {}

        @Override
        public void ended(VirtualTraffic.Sent sent, Exchange exchange, RetryRule.Decision again) {
            StartGate start = sent.pending().start();
            Times times = start == null
                    ? new Times(sent.begun(), sent.begun(), sent.begun(), null, null, null, sent.ends())
                    : new Times(
                            start.at(),
                            start.permit(),
                            sent.begun(),
                            null,
                            null,
                            null,
                            sent.ends(),
                            Times.Due.AS_PLANNED);
            var recorded = new RecordedAnswer(
                    "pm-1",
                    false,
                    null,
                    "",
                    200,
                    Map.of(),
                    sent.reply().getBytes(StandardCharsets.UTF_8),
                    times,
                    new long[0],
                    Set.of());
            Exchange read = ScriptedEndpoint.reader().read(recorded);
            var begun = new Attempt.Begun(1, "pm-1", 0);
            Case asked = sent.pending().asked();
            var attempt = Attempt.ended(begun, recorded, read, Cost.NOTHING);
            results.add(new CaseResult(
                    asked.id(),
                    asked.row(),
                    Grade.unchecked(CaseVerdict.PASS, null),
                    read,
                    List.of(attempt),
                    Answer.Origin.FRESH,
                    Cost.NOTHING));
        }
    }

    @Test
    void aFreezeMovesTheHeadlineByWhatASimulationOfThePlanPredicts() throws InterruptedException {
        Arrivals.Instants instants = open(100, 4).arrivals().instants();
        long[] arrivals = new long[3_000];
        Arrays.setAll(arrivals, i -> instants.next() + Timetable.LEAD_NANOS);

        Summary summary = run(3_000, open(100, 4), CoordinatedOmissionTest::freezing);

        double predicted = new Simulation(arrivals, 4, CoordinatedOmissionTest::freezing).p99();
        assertThat(predicted).isCloseTo(1_180 * MILLI, within(0.05 * 1_180 * MILLI));
        assertThat(figure(summary, "latency.p99")).isCloseTo(predicted, within(0.05 * predicted));
        assertThat(figure(summary, "response.p99")).isEqualTo(figure(summary, "latency.p99"));
        assertThat(figure(summary, "service.p99")).isLessThan(25 * MILLI);
        assertThat(summary.headline()).isEqualTo(Headline.RESPONSE);
        assertThat(results.stream().filter(result -> result.serviceNanos() > 25 * MILLI))
                .hasSize(4);
    }

    @Test
    void aClosedLoopHidesTheSameFreezeAndSaysWhatItCountsFrom() throws InterruptedException {
        Summary summary = run(3_000, new Load.Closed(4), CoordinatedOmissionTest::freezing);

        assertThat(figure(summary, "latency.p99")).isEqualTo(10 * MILLI);
        assertThat(summary.headline()).isEqualTo(Headline.SERVICE);
    }

    @Test
    void oneInFlightQueuesWhatArrivesMeanwhile() throws InterruptedException {
        Summary summary = run(6, open(10, 1), begun -> begun + 500 * MILLI);

        assertThat(figure(summary, "service.mean")).isEqualTo(500 * MILLI);
        assertThat(figure(summary, "latency.mean")).isEqualTo(1_500 * MILLI);
        assertThat(figure(summary, "dispatchLag.mean")).isEqualTo(1_000 * MILLI);
        assertThat(figure(summary, "queue.max")).isEqualTo(2_000 * MILLI);
    }

    @Test
    void plannedAndAchievedRateAreThoseOfTheWindow() throws InterruptedException {
        Summary summary = run(6, open(10, 1), begun -> begun + 500 * MILLI);

        // Six starts are planned for 600 ms; in that time the first and the second are made.
        assertThat(figure(summary, "run.plannedRate")).isCloseTo(10, within(1e-9));
        assertThat(figure(summary, "run.achievedRate")).isCloseTo(20.0 / 6, within(1e-6));
        assertThat(figure(summary, "run.planned")).isEqualTo(6);
        assertThat(figure(summary, "run.started")).isEqualTo(2);
        assertThat(figure(summary, "inFlight.max")).isEqualTo(1);
    }

    @Test
    void aRequestIsGotReadyAtMostFiftyMillisecondsAhead() throws InterruptedException {
        run(200, open(3, 4), begun -> begun + 10 * MILLI);

        assertThat(early).hasSize(200).allSatisfy(ahead -> assertThat(ahead).isBetween(0L, 50 * MILLI));
    }

    private static double figure(Summary summary, String name) {
        Figure figure = summary.total().figure(name);
        assertThat(figure.value()).describedAs("%s: %s", name, figure.absence()).isNotNull();
        return figure.value();
    }
}
