package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of an open loop: ten planned starts, one every 100 ms from 1 s on. */
class PlannedFiguresTest {

    private static final double MILLI = 1e6;

    private final List<CaseResult> results = new ArrayList<>();
    private Slo slo = Slo.NONE;
    private WorkClock clock = WorkClock.STEADY;

    private static SampleCase row(int number) {
        return SampleCase.of("facts", "r" + number).planned(1_000 + 100L * number);
    }

    private Summary summary() {
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("v1"), List.of(), 1, slo, Set.of()), clock);
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(3_000_000_000L, results.size(), null));
    }

    private Figure figure(String name) {
        return summary().total().figure(name);
    }

    @ParameterizedTest
    @CsvSource({
        "run.planned, 10",
        "run.started, 8",
        "run.plannedRate, 10",
        "run.achievedRate, 8",
        "run.requestRate, 8",
        "inFlight.mean, 0.408",
        "inFlight.secondQuarter, 0.432"
    })
    void aNightBetweenTwoStartsOfTheProgramIsNoPartOfTheWindow(String name, double value) {
        long hour = 3_600_000;
        for (int i = 0; i < 10; i++) {
            long due = 1_000 + 100L * i + (i < 3 ? 0 : hour);
            long lag = i < 8 ? 5 : 500;
            results.add(SampleCase.of("facts", "r" + i)
                    .planned(due)
                    .at(due + lag, 50)
                    .streamed(20)
                    .result());
        }
        clock = new WorkClock(List.of(new WorkClock.Absence(1_270_000_000L, 1_270_000_000L + hour * 1_000_000)));

        assertThat(figure(name).value()).isCloseTo(value, within(0.01));
    }

    /** Each is sent 5 ms late and takes 50 ms, but for the last two, which are sent 500 ms late. */
    private void tenStarts() {
        for (int i = 0; i < 10; i++) {
            long lag = i < 8 ? 5 : 500;
            results.add(row(i).at(1_000 + 100L * i + lag, 50).streamed(20).result());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "latency.p50, 55",
        "latency.max, 550",
        "service.max, 50",
        "response.max, 550",
        "ttft.p50, 25",
        "serviceTtft.max, 20",
        "ttfa.p50, 25",
        "thinkingTime.max, 0",
        "dispatchLag.max, 500",
        "queue.max, 499",
        "ownLag.max, 1",
        "e2e.max, 50",
        "firstTry.max, 550"
    })
    void headlineTimesCountFromThePlanAndTheOthersStandBeside(String name, double millis) {
        tenStarts();

        assertThat(figure(name).value()).isCloseTo(millis * MILLI, within(0.5));
        assertThat(summary().headline()).isEqualTo(Headline.RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({
        "run.planned, 10",
        "run.started, 8",
        "run.shed, 0",
        // Ten planned starts in the second from 1.0 s to 2.0 s; the last two are sent at 2.3 s and 2.4 s.
        "run.plannedRate, 10",
        "run.achievedRate, 8",
        "run.requestRate, 8",
        "inFlight.mean, 0.408",
        "inFlight.max, 1",
        "run.cancelledAtEnd, 0"
    })
    void theWindowIsThatOfThePlan(String name, double value) {
        tenStarts();

        assertThat(figure(name).value()).isCloseTo(value, within(1e-6));
    }

    @Test
    void whatWasShedIsPlannedAndNotStarted() {
        tenStarts();
        results.set(4, row(4).shed().result());

        assertThat(figure("run.planned").value()).isEqualTo(10);
        assertThat(figure("run.started").value()).isEqualTo(7);
        assertThat(figure("run.shed").value()).isEqualTo(1);
    }

    @Test
    void thePlannedRateIsThatOfThePlanAlsoWhereItsLastStartsAreShed() {
        tenStarts();
        for (int i = 5; i < 10; i++) {
            results.set(i, row(i).shed().result());
        }

        assertThat(figure("run.plannedRate").value()).isCloseTo(10, within(1e-6));
        assertThat(figure("run.achievedRate").value()).isCloseTo(5, within(1e-6));
    }

    @Test
    void aPlanOfWhichEverythingWasShedHasARateAllTheSame() {
        for (int i = 0; i < 10; i++) {
            results.add(row(i).shed().result());
        }

        assertThat(figure("run.plannedRate").value()).isCloseTo(10, within(1e-6));
        assertThat(figure("run.achievedRate").value()).isZero();
    }

    @Test
    void whatWasShedKeepsNoPromise() {
        slo = new Slo(100_000_000L, null, null, null, null, null, null, Slo.Passing.NOT_REQUIRED);
        tenStarts();
        results.set(4, row(4).shed().result());

        assertThat(figure("slo.goodput").value()).isEqualTo(0.7);
        assertThat(figure("slo.latency").value()).isEqualTo(7.0 / 9);
        assertThat(figure("slo.goodputRate").value()).isCloseTo(7, within(1e-6));
    }

    @Test
    void aTimeoutIsLongerThanItsWaitAndItsDeadlineTogether() {
        results.add(row(0).at(1_300, 1_999)
                .error(FailureKind.TIMEOUT, "no answer in 2 s")
                .result());
        results.add(row(1).at(1_400, 1_999)
                .error(FailureKind.TIMEOUT, "no answer in 2 s")
                .result());

        assertThat(FigureText.of(figure("latency.p50"))).isEqualTo("> 2.3 s");
        assertThat(FigureText.of(figure("service.p50"))).isEqualTo("> 2.0 s");
        assertThat(figure("latency.p50").absence()).isEqualTo("CENSORED");
    }

    @Test
    void inTheColumnWithFailuresTheyRankBehindEveryAnswer() {
        tenStarts();
        for (int i = 10; i < 20; i++) {
            results.add(row(i).at(2_000 + 100L * i, 5)
                    .error(FailureKind.SERVER, "down")
                    .result());
        }

        assertThat(FigureText.of(figure("latencyInclFailures.p50"))).isEqualTo("550 ms");
        assertThat(FigureText.of(figure("latencyInclFailures.p95"))).isEqualTo("∞");
        assertThat(figure("latency.p50").value()).isCloseTo(55 * MILLI, within(0.5));
    }

    @Test
    void aClosedLoopHasNoPlan() {
        results.add(SampleCase.of("facts", "r1").at(10, 100).result());

        assertThat(summary().headline()).isEqualTo(Headline.SERVICE);
        assertThat(summary().total().figures())
                .doesNotContainKeys("run.planned", "run.plannedRate", "run.achievedRate");
    }

    @Test
    void theBestSecondOfTokensIsKnownWhereTheirTimesAre() {
        for (int i = 0; i < 10; i++) {
            results.add(row(i).at(1_000 + 100L * i, 50)
                    .tokens(10, 0, i < 2 ? 40 : 1)
                    .result());
        }

        assertThat(figure("run.peakTokenRate").value()).isEqualTo(88);
        results.set(0, row(0).at(1_000, 50).streamed(20).tokens(10, 0, 40).result());
        assertThat(figure("run.peakTokenRate").absence()).isEqualTo("UNKNOWN_TIMES");
    }
}
