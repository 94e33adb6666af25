package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Glob;
import dev.promptmeter.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    private static final double MILLI = 1e6;
    private static final Check EXACT = Check.of("equals", "Paris").withMetric("accuracy");

    private final List<CaseResult> results = new ArrayList<>();
    private Slo slo = Slo.NONE;
    private Set<Wanted> wanted = Set.of();

    private Summary summary() {
        Tally tally =
                new Tally(new TallyPlan(List.of("sim", "other"), List.of("v1"), List.of("accuracy"), 1, slo, wanted));
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(2_000_000_000L, results.size(), null));
    }

    private Figure figure(String name) {
        return summary().total().figure(name);
    }

    private SampleCase row(int number) {
        return SampleCase.of("facts", "r" + number).line(number + 1);
    }

    /** Seven passes, two fails, a time-out; latencies 100, 110, … 180 ms; 12 + 2 tokens and 0.000001 USD each. */
    private void tenRows() {
        for (int i = 1; i <= 9; i++) {
            SampleCase sample = row(i).at(100L * i, 90 + 10L * i);
            results.add((i <= 7 ? sample.passes(EXACT) : sample.fails(EXACT, "wrong")).result());
        }
        results.add(row(10).at(1000, 60_000)
                .error(FailureKind.TIMEOUT, "no answer in 60 s")
                .result());
    }

    @Test
    void verdictsAreCounted() {
        tenRows();
        results.add(row(11).skipped("needs a tool").result());
        results.add(row(12).rateLimited(2).result());
        results.add(row(13).cached().result());

        assertThat(summary().total().counts()).isEqualTo(new Counts(13, 13, 9, 2, 1, 1, 0, 1, 13, 2, 1, 1, 1, 0, 0));
    }

    @Test
    void duplicatePromptsAreCasesWithATimeOfTheirOwn() {
        results.add(row(1).result());
        results.add(row(2).flagged("duplicate_prompt").result());
        results.add(row(2).repeat(2).flagged("duplicate_prompt").result());
        results.add(row(3).flagged("duplicate_prompt").cached().result());

        assertThat(summary().total().counts().duplicatePrompts()).isEqualTo(1);
    }

    @Test
    void sharesComeWithTheirWilsonIntervals() {
        tenRows();

        Figure passRate = figure("passRate");

        assertThat(passRate.value()).isEqualTo(7.0 / 9);
        assertThat(passRate.n()).isEqualTo(9);
        assertThat(passRate.low()).isCloseTo(0.452589, within(1e-6));
        assertThat(passRate.high()).isCloseTo(0.936775, within(1e-6));
        assertThat(passRate.method()).isEqualTo("proportion.wilson");
        assertThat(figure("errorRate").value()).isEqualTo(0.1);
        assertThat(figure("skipRate").value()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "latency.mean, 140",
        "latency.min, 100",
        "latency.p50, 140",
        "service.p50, 140",
        "e2e.p50, 140",
        "queue.mean, 1",
        "retryWait.max, 0"
    })
    void timesAreThoseOfTheAnswers(String name, double millis) {
        tenRows();

        assertThat(figure(name).value()).isCloseTo(millis * MILLI, within(0.5));
    }

    @ParameterizedTest
    @CsvSource({
        "tokens.prompt.sum, 108",
        "tokens.completion.mean, 2",
        "tokens.total.max, 14",
        "cost.total, 0.000009",
        "cost.max, 0.000001",
        "metric.accuracy.min, 0",
        "metric.accuracy.max, 1",
        "run.duration, 2000000000",
        "retryRate, 0"
    })
    void otherFiguresOfTheTenRows(String name, double value) {
        tenRows();

        assertThat(figure(name).value()).isCloseTo(value, within(1e-12));
    }

    @Test
    void promisesOnAStreamDoNotApplyToAnAnswerWithoutItsFigure() {
        slo = new Slo(null, null, null, 40_000_000L, 90_000_000L, 20_000_000L, null, Slo.Passing.NOT_REQUIRED);
        results.add(row(1).at(0, 110).streamed(30).result());
        results.add(row(2).at(0, 150).streamed(50).result());
        results.add(row(3).at(0, 150).result());

        assertThat(figure("slo.goodput").value()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(figure("slo.ttfa").value()).isEqualTo(0.5);
        assertThat(figure("slo.tpot").value()).isEqualTo(0.5);
        assertThat(figure("slo.maxGap").n()).isEqualTo(2);
    }

    @Test
    void gapsOfAllAnswersArePooledAndCountedByAnswer() {
        results.add(row(1).at(0, 150).streamed(50).result());
        results.add(row(2).at(0, 250).streamed(50).result());
        results.add(row(3).at(0, 250).result());

        assertThat(figure("chunkGap.mean").value()).isEqualTo(37.5 * MILLI);
        assertThat(figure("chunkGap.p50").value()).isEqualTo(25 * MILLI);
        assertThat(figure("chunkGap.p50").n()).isEqualTo(2);
        assertThat(figure("chunkGap.p50").low()).isNull();
        assertThat(figure("chunkGap.p90").absence()).isEqualTo("TOO_FEW");
        assertThat(figure("itl.p50").absence()).isEqualTo("NO_DATA");
        assertThat(figure("coalescedShare").value()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"coldTtft.p50, 90, 2", "warmTtft.p50, 30, 2", "coldLatency.p50, 150, 3", "warmLatency.p50, 150, 3"})
    void answersThatMayHaveOpenedAConnectionStandApart(String name, double millis, long n) {
        results.add(row(1).at(0, 150).streamed(90).flagged("cold").result());
        results.add(row(2).at(0, 150).streamed(95).flagged("cold").result());
        results.add(row(3).at(0, 190).flagged("cold").result());
        results.add(row(4).at(0, 110).streamed(30).result());
        results.add(row(5).at(0, 150).streamed(40).result());
        results.add(row(6).at(0, 160).result());
        results.add(row(7).cached().flagged("cold").result());

        assertThat(figure(name).value()).isCloseTo(millis * MILLI, within(0.5));
        assertThat(figure(name).n()).isEqualTo(n);
        assertThat(figure("coldShare").value()).isEqualTo(0.5);
        assertThat(figure("coldShare").n()).isEqualTo(6);
    }

    @Test
    void aTimeoutCountsAgainstTheConnectionItCameOver() {
        results.add(row(1).at(0, 150).flagged("cold").result());
        results.add(row(2).at(0, 110).result());
        results.add(row(3).at(0, 60_000)
                .error(FailureKind.TIMEOUT, "no answer in 60 s")
                .flagged("cold")
                .result());

        assertThat(figure("coldLatency.p50").n()).isEqualTo(2);
        assertThat(figure("warmLatency.p50").n()).isEqualTo(1);
        assertThat(figure("coldShare").value()).isEqualTo(0.5);
    }

    @Test
    void withoutAnAnswerNobodyKnowsTheShareOfConnectionsOpened() {
        results.add(row(1).cached().result());

        assertThat(figure("coldShare").value()).isNull();
        assertThat(figure("coldLatency.p50").absence()).isEqualTo("NO_DATA");
    }

    @ParameterizedTest
    @CsvSource({
        "tpot.max, 100",
        "ntpot.max, 75",
        "maxGap.max, 25",
        "stallTime.max, 0",
        "response.max, 152",
        "responseTtft.max, 52",
        "ttfe.max, 50",
        "ttfa.max, 50",
        "thinkingTime.max, 0",
        "ttfb.max, 0",
        "closeTail.max, 1",
        "dispatchLag.max, 2"
    })
    void timesOfAStreamedAnswer(String name, double millis) {
        results.add(row(1).at(10, 150).streamed(50).result());

        assertThat(figure(name).value()).isCloseTo(millis * MILLI, within(0.5));
    }

    @Test
    void whatFiguresOfTokensRestOnIsCounted() {
        results.add(row(1).at(0, 150).streamed(50).result());
        results.add(row(2).at(0, 150).streamed(50).untold().result());
        results.add(row(3).untold().result());
        results.add(row(4).cached().result());

        assertThat(figure("tokensSource.usage").n()).isEqualTo(1);
        assertThat(figure("tokensSource.chunks").n()).isEqualTo(1);
        assertThat(figure("tokensSource.none").n()).isEqualTo(1);
        assertThat(figure("tpotBasis.assumed1").n()).isEqualTo(2);
    }

    @Test
    void failedAttemptsHaveTimesOfTheirOwn() {
        results.add(row(1).at(0, 120).rateLimited(2).result());

        assertThat(figure("errorLatency.rate.max").value()).isEqualTo(20 * MILLI);
        assertThat(figure("errorLatency.rate.p50").value()).isEqualTo(20 * MILLI);
        assertThat(figure("errorLatency.rate.p95").absence()).isEqualTo("TOO_FEW");
        assertThat(figure("errorLatency.rate.mean").n()).isEqualTo(2);
        assertThat(figure("latency.max").value()).isEqualTo(120 * MILLI);
        assertThat(figure("throttleWait.max").value()).isEqualTo(960 * MILLI);
    }

    @Test
    void whatIsInFlightAfterTheLastStartIsNoPartOfTheLoad() {
        results.add(row(1).at(0, 999).result());
        results.add(row(2).at(500, 99).result());
        results.add(row(3).at(2_000, 999).result());

        assertThat(figure("inFlight.mean").value()).isCloseTo(0.55, within(1e-9));
        assertThat(figure("run.requestRate").value()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void aRunWhoseAnswersAllCameAfterItsLastStartHasNoRate() {
        results.add(row(1).at(0, 999).result());
        results.add(row(2).at(1, 999).result());

        assertThat(figure("run.requestRate").absence()).isEqualTo("NO_DATA");
    }

    @Test
    void ratesOfTheRunCountWhatCameBetweenItsFirstStartAndItsLast() {
        results.add(row(1).at(0, 999).result());
        results.add(row(2).at(1000, 999).result());

        assertThat(figure("run.requestRate").value()).isCloseTo(1.0, within(1e-9));
        assertThat(figure("run.outputTokenRate").value()).isCloseTo(2.0, within(1e-9));
    }

    @Test
    void aPercentileOfTooFewValuesIsLeftOut() {
        for (int i = 1; i <= 19; i++) {
            results.add(row(i).result());
        }

        assertThat(figure("latency.p99").value()).isNull();
        assertThat(figure("latency.p99").absence()).isEqualTo("TOO_FEW");
        assertThat(figure("latency.p50").value()).isEqualTo(120 * MILLI);
    }

    @Test
    void aPercentileAmongTimeOutsIsOnlyKnownToLieAboveTheLimit() {
        for (int i = 1; i <= 90; i++) {
            results.add(row(i).result());
        }
        for (int i = 91; i <= 100; i++) {
            results.add(row(i).at(0, 59_999)
                    .error(FailureKind.TIMEOUT, "no answer in 60 s")
                    .result());
        }

        Figure p95 = figure("latency.p95");

        assertThat(p95.value()).isNull();
        assertThat(p95.absence()).isEqualTo("CENSORED");
        assertThat(p95.beyond()).isCloseTo(60_000 * MILLI, within(60 * MILLI));
        assertThat(p95.n()).isEqualTo(100);
        assertThat(figure("latency.p50").value()).isEqualTo(120 * MILLI);
    }

    @Test
    void theLongestOfAllIsNotTheLongestAnswerWhereAnAttemptTimedOut() {
        for (int i = 1; i <= 99; i++) {
            results.add(row(i).result());
        }
        results.add(row(100).at(0, 59_999)
                .error(FailureKind.TIMEOUT, "no answer in 60 s")
                .result());

        Figure longest = figure("latency.max");

        assertThat(longest.value()).isNull();
        assertThat(longest.absence()).isEqualTo("CENSORED");
        assertThat(longest.beyond()).isCloseTo(60_000 * MILLI, within(60 * MILLI));
        assertThat(figure("latency.min").value()).isEqualTo(120 * MILLI);
    }

    @Test
    void theLongestOfAllIsTheLongestAnswerWhereNoneTimedOut() {
        results.add(row(1).at(0, 100).result());
        results.add(row(2).at(0, 180).result());

        assertThat(figure("latency.max").value()).isCloseTo(180 * MILLI, within(0.5));
    }

    @Test
    void aFigureWithoutDataIsAbsentAndNeverZero() {
        results.add(row(1).skipped("later").result());

        assertThat(figure("passRate").absence()).isEqualTo("NO_DATA");
        assertThat(figure("latency.mean").absence()).isEqualTo("NO_DATA");
        assertThat(figure("ttft.p50").absence()).isEqualTo("NO_DATA");
        assertThat(figure("metric.accuracy.mean").absence()).isEqualTo("NO_DATA");
        assertThat(figure("run.requestRate").absence()).isEqualTo("NO_DATA");
        assertThat(figure("cost.mean").absence()).isEqualTo("NO_DATA");
    }

    @Test
    void aPercentileThatAGateNamesIsKept() {
        wanted = Set.of(new Wanted("latency.p75", Selector.ALL));
        for (int i = 1; i <= 20; i++) {
            results.add(row(i).at(0, 10L * i).result());
        }

        assertThat(figure("latency.p75").value()).isEqualTo(150 * MILLI);
        assertThatThrownBy(() -> figure("latency.p76")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupsAreKeptForEveryModelThatHasResultsInSuiteOrder() {
        results.add(row(1).model("other").passes(EXACT).result());
        results.add(row(1).model("sim").fails(EXACT, "wrong").result());

        List<Group> groups = summary().groups();

        assertThat(groups).extracting(Group::model).containsExactly("sim", "other");
        assertThat(groups)
                .extracting(group -> group.slice().figure("passRate").value())
                .containsExactly(0.0, 1.0);
    }

    @Test
    void aPartThatAGateNamesHasFiguresOfItsOwn() {
        var german = new Selector(List.of(
                new Condition("tag", false, Glob.of("d*")), new Condition("meta.level", true, Glob.of("hard"))));
        wanted = Set.of(new Wanted("passRate", german));
        results.add(row(1).meta("tag", "de", "eu").passes(EXACT).result());
        results.add(row(2).meta("tag", "de")
                .meta("level", "hard")
                .fails(EXACT, "wrong")
                .result());
        results.add(row(3).meta("tag", "fr").fails(EXACT, "wrong").result());

        Figure inPart = summary().figure("passRate", german);

        assertThat(inPart.value()).isEqualTo(1.0);
        assertThat(inPart.n()).isEqualTo(1);
        assertThatThrownBy(() -> summary().slice(new Selector(List.of(new Condition("tag", false, Glob.of("fr"))))))
                .hasMessageContaining("[tag=fr]");
    }

    @Test
    void whatWentWrongIsListedMostFrequentFirst() {
        results.add(row(1).error(FailureKind.TIMEOUT, "no answer in 60 s").result());
        results.add(row(2).error(FailureKind.RATE, "slow down").result());
        results.add(row(3).error(FailureKind.RATE, "slow down, please").result());
        results.add(row(4).fails(Check.of("contains", "Paris"), "wrong")
                .fails(EXACT, "wrong")
                .result());
        results.add(row(5).flagged("trailing").result());

        Summary summary = summary();

        assertThat(summary.errors())
                .containsExactly(
                        new ErrorCount("rate", 2, "facts/r2", "slow down"),
                        new ErrorCount("timeout", 1, "facts/r1", "no answer in 60 s"));
        assertThat(summary.failedChecks()).containsExactly(entry("contains", 1L));
        assertThat(summary.flags()).containsExactly(entry("trailing", 1L));
    }

    @Test
    void finishReasonsAreSharesOfTheAnswers() {
        results.add(row(1).result());
        results.add(row(2).finished("max_tokens").result());
        results.add(row(3).error(FailureKind.RATE, "slow down").result());

        assertThat(figure("finishReason.length").value()).isEqualTo(0.5);
        assertThat(figure("finishReason.filter").value()).isZero();
        assertThat(summary().finishReasons())
                .containsEntry(FinishReason.Kind.LENGTH, 1L)
                .containsEntry(FinishReason.Kind.STOP, 1L)
                .hasSize(FinishReason.Kind.values().length);
    }

    @Test
    void anAnswerIsGoodIfItKeepsEveryPromiseThatAppliesToIt() {
        slo = new Slo(200_000_000L, 50_000_000L, null, null, null, null, null, Slo.Passing.REQUIRED);
        results.add(row(1).at(0, 150).streamed(40).passes(EXACT).result());
        results.add(row(2).at(0, 150).streamed(60).passes(EXACT).result());
        results.add(row(3).at(0, 250).passes(EXACT).result());
        results.add(row(4).at(0, 150).fails(EXACT, "wrong").result());
        results.add(row(5).error(FailureKind.RATE, "slow down").result());
        results.add(row(6).skipped("later").result());

        assertThat(figure("slo.goodput").value()).isEqualTo(0.2);
        assertThat(figure("slo.goodput").n()).isEqualTo(5);
        assertThat(figure("slo.latency").value()).isEqualTo(0.75);
        assertThat(figure("slo.ttft").value()).isEqualTo(0.5);
        assertThat(summary().total().figures()).doesNotContainKey("slo.e2e");
    }

    @Test
    void aRunWithoutChecksSaysSo() {
        results.add(row(1).result());

        assertThat(summary().checking()).isEqualTo(Summary.Checking.NOT_CHECKED);
    }

    @Test
    void anEarlyEndMakesItPartial() {
        var stop = new Stop(Stop.Cause.TIME, "the time limit of 60 s was reached");
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("v1"), List.of(), 1, Slo.NONE, Set.of()));

        Summary summary = tally.summary(results::forEach, new Tally.Course(60_000_000_000L, 10, stop));

        assertThat(summary.partial()).isTrue();
        assertThat(summary.stop()).isEqualTo(stop);
        assertThat(summary.planned()).isEqualTo(10);
    }

    @Test
    void derivedMetricsAreComputedFromWhatChecksFed() {
        tenRows();
        DerivedMetric share =
                DerivedMetric.parse("share", "sum(accuracy) / n(accuracy)", List.of("accuracy"), List.of());
        DerivedMetric none = DerivedMetric.parse("none", "1 / (share - share)", List.of("accuracy"), List.of("share"));
        var plan = new TallyPlan(
                List.of("sim", "other"),
                List.of("v1"),
                List.of("accuracy"),
                List.of(share, none),
                1,
                slo,
                wanted,
                Units.ofWholeRows(2, 1),
                Set.of());
        Tally tally = new Tally(plan);
        results.forEach(tally::add);

        Summary summary = tally.summary(results::forEach, new Tally.Course(1, results.size(), null));

        assertThat(summary.metrics()).containsExactly("accuracy", "share", "none");
        assertThat(summary.total().figure("metric.share.mean").value()).isCloseTo(7.0 / 9, within(1e-9));
        assertThat(summary.total().figure("metric.share.mean").n()).isEqualTo(9);
        assertThat(summary.total().figure("metric.none.mean").absence()).isEqualTo("UNDEFINED");
        assertThat(summary.groups().get(0).slice().figures()).containsKey("metric.share.mean");
    }
}
