package dev.promptmeter.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is made of the attempts and the machine of a run: forty answers of 100 ms, one after the other, on two processors. */
class MeasurementTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private final List<CaseResult> results = new ArrayList<>();
    private final MachineLog machine = new MachineLog();
    private final List<Span> pauses = new ArrayList<>();
    private final List<Span> starts = new ArrayList<>(List.of(new Span(0, 10 * SECOND)));
    private @Nullable Integer slots = 1;
    private Setting.Cap cap = Setting.Cap.USUAL;
    private Thresholds thresholds = Thresholds.USUAL;

    private static SampleCase row(int i) {
        return SampleCase.of("facts", "r" + i)
                .line(i + 1)
                .at(1000 + 100L * i, 99)
                .tokens(12, 0, 2)
                .stalled(0);
    }

    private void fortyAnswers() {
        for (int i = 0; i < 40; i++) {
            results.add(row(i).result());
        }
    }

    private void watched(double cpu, double load, double gc, Stall... stalls) {
        List<MachineSample> samples = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long used = Math.round(cpu * 2 * SECOND);
            samples.add(new MachineSample(i * SECOND, (i + 1) * SECOND, used, Math.round(gc * SECOND), load));
        }
        watched(samples, stalls);
    }

    private void watched(List<MachineSample> samples, Stall... stalls) {
        Overshoots overshoots = new Overshoots();
        overshoots.add(60_000);
        List<Stall> all = List.of(stalls);
        long nanos = all.stream().mapToLong(Stall::nanos).sum();
        machine.add(new MachineNote(2, MILLI, samples, overshoots, all.size(), nanos, all));
    }

    private Measurement measurement() {
        AttemptTally attempts = new AttemptTally();
        Tally tally = new Tally(new TallyPlan(List.of("sim"), List.of("v1"), List.of(), 1, Slo.NONE, Set.of()));
        results.forEach(attempts::add);
        results.forEach(tally::add);
        Summary summary = tally.summary(results::forEach, new Tally.Course(10 * SECOND, results.size(), null));
        return Measurement.of(
                new Measurement.Facts(attempts, new Watched(machine, pauses, starts), summary, new Setting(slots, cap)),
                thresholds);
    }

    private double figure(Reason reason) {
        return measurement().figures().getOrDefault(reason, Double.NaN);
    }

    @Test
    void aQuietRunIsValid() {
        fortyAnswers();
        watched(0.3, 0.5, 0.001);

        Measurement measurement = measurement();

        assertThat(measurement.level()).isEqualTo(Level.VALID);
        assertThat(measurement.doubts()).isEmpty();
        assertThat(measurement.unmeasured()).isEmpty();
        assertThat(measurement.windowNanos()).isEqualTo(3_900 * MILLI);
    }

    @Test
    void aRunThatSentNothingIsNotAssessed() {
        results.add(SampleCase.of("facts", "r1").cached().result());

        assertThat(measurement().level()).isNull();
    }

    @Test
    void whatNobodyToldIsNamedAndNeverPassedOver() {
        fortyAnswers();
        watched(List.of(new MachineSample(0, 10 * SECOND, SECOND, null, null)));

        Measurement measurement = measurement();

        assertThat(measurement.level()).isEqualTo(Level.VALID);
        assertThat(measurement.unmeasured()).containsExactly(Reason.MACHINE, Reason.GC);
    }

    @Test
    void withoutAnyWatchEverythingOfItIsMissing() {
        for (int i = 0; i < 40; i++) {
            results.add(SampleCase.of("facts", "r" + i)
                    .at(100L * i, 99)
                    .tokens(1, 0, 1)
                    .result());
        }

        assertThat(measurement().unmeasured())
                .containsExactly(Reason.STALLS, Reason.STALL_TIME, Reason.CPU, Reason.MACHINE, Reason.GC);
    }

    @Test
    void sharesOfLessThanASecondAreNotTaken() {
        results.add(row(0).result());
        results.add(row(5).result());
        watched(1, 1, 1);

        Measurement measurement = measurement();

        assertThat(measurement.brief()).isTrue();
        assertThat(measurement.level()).isEqualTo(Level.VALID);
        assertThat(measurement.unmeasured())
                .containsExactly(Reason.SLOTS, Reason.STALL_TIME, Reason.CPU, Reason.MACHINE, Reason.GC, Reason.LITTLE);
    }

    @Test
    void answersAreStalledWhereThatWasMoreThanATwentiethOfTheirTime() {
        fortyAnswers();
        results.set(3, row(3).stalled(4).result());
        results.set(4, row(4).stalled(5).result());
        results.set(5, row(5).stalled(60).result());

        assertThat(figure(Reason.STALLS)).isEqualTo(2.0 / 40);
    }

    @Test
    void failedAttemptsAreNoStalledAnswers() {
        fortyAnswers();
        results.set(
                3,
                row(3).stalled(60)
                        .error(FailureKind.TIMEOUT, "no answer in 60 s")
                        .result());

        assertThat(figure(Reason.STALLS)).isZero();
    }

    @Test
    void stallsCountWhileCasesWereStarted() {
        fortyAnswers();
        watched(
                0.1,
                0.1,
                0,
                new Stall(0, 500 * MILLI, Stall.Cause.OTHER),
                new Stall(2 * SECOND, 39 * MILLI, Stall.Cause.OTHER),
                new Stall(4_880 * MILLI, 100 * MILLI, Stall.Cause.GC));

        assertThat(figure(Reason.STALL_TIME)).isCloseTo(59.0 / 3900, within(1e-9));
        assertThat(measurement().longestStall().orElseThrow().nanos()).isEqualTo(500 * MILLI);
    }

    @Test
    void processorsMachineAndCollectionAreSharesOfTheWindow() {
        fortyAnswers();
        watched(0.83, 0.97, 0.03);

        Measurement measurement = measurement();

        assertThat(measurement.figures().get(Reason.CPU)).isCloseTo(0.83, within(1e-6));
        assertThat(measurement.figures().get(Reason.MACHINE)).isCloseTo(0.97, within(1e-6));
        assertThat(measurement.figures().get(Reason.GC)).isCloseTo(0.03, within(1e-6));
        assertThat(measurement.doubts())
                .extracting(Doubt::reason, Doubt::level)
                .containsExactly(
                        tuple(Reason.CPU, Level.SUSPECT),
                        tuple(Reason.MACHINE, Level.SUSPECT),
                        tuple(Reason.GC, Level.SUSPECT));
    }

    @Test
    void emptySlotsCountWhileCasesWereLeft() {
        fortyAnswers();
        slots = 2;

        Measurement measurement = measurement();

        assertThat(measurement.figures().get(Reason.SLOTS)).isCloseTo(0.5, within(0.01));
        assertThat(measurement.level()).isEqualTo(Level.INVALID);
    }

    @Test
    void whileAnEndpointIsLeftAloneNoSlotIsMissed() {
        for (int i = 0; i < 40; i++) {
            results.add(row(i < 20 ? i : i + 30).result());
        }
        assertThat(figure(Reason.SLOTS)).isCloseTo(40.0 / 69, within(0.02));

        pauses.add(new Span(3 * SECOND, 6 * SECOND));

        assertThat(figure(Reason.SLOTS)).isCloseTo(1, within(0.02));
    }

    @Test
    void betweenTwoStartsOfTheProgramNothingIsMissed() {
        for (int i = 0; i < 40; i++) {
            results.add(row(i < 20 ? i : i + 30).result());
        }
        starts.clear();
        starts.addAll(List.of(new Span(0, 3 * SECOND), new Span(6 * SECOND, 10 * SECOND)));

        assertThat(figure(Reason.SLOTS)).isCloseTo(1, within(0.02));
    }

    @Test
    void aLoadWithoutAFixedNumberOfSlotsHasNoneToMiss() {
        fortyAnswers();
        slots = null;

        assertThat(measurement().figures()).doesNotContainKey(Reason.SLOTS);
        assertThat(measurement().unmeasured()).doesNotContain(Reason.SLOTS);
    }

    @Test
    void timeAfterTheLastOutputIsNoServiceTime() {
        fortyAnswers();

        assertThat(figure(Reason.LITTLE)).isCloseTo(0.01, within(0.001));
    }

    @Test
    void answersWithoutUsageAreCounted() {
        fortyAnswers();
        results.set(7, row(7).untold().result());

        Measurement measurement = measurement();

        assertThat(measurement.figures().get(Reason.USAGE)).isEqualTo(1.0 / 40);
        assertThat(measurement.against("tokens.total.sum").map(Doubt::level)).hasValue(Level.SUSPECT);
        assertThat(measurement.against("latency.p95")).isEmpty();
    }

    @Test
    void answersDuringAJumpOfTheClockAreCounted() {
        fortyAnswers();
        results.set(7, row(7).flagged(RecordedAnswer.CLOCK_JUMP).result());

        assertThat(figure(Reason.CLOCK)).isEqualTo(1.0 / 40);
        assertThat(measurement().against("latency.p95").map(Doubt::reason)).hasValue(Reason.CLOCK);
    }

    @Test
    void theWorstReasonIsTheVerdictAndTheFirstOfEqualsIsNamed() {
        fortyAnswers();
        for (int i = 0; i < 10; i++) {
            results.set(i, row(i).stalled(50).untold().result());
        }

        Measurement measurement = measurement();

        assertThat(measurement.level()).isEqualTo(Level.INVALID);
        assertThat(measurement.worst().map(Doubt::reason)).hasValue(Reason.STALLS);
        assertThat(measurement.doubts()).extracting(Doubt::reason).containsExactly(Reason.STALLS, Reason.USAGE);
    }

    /** Forty starts, planned every 100 ms, each of which leaves so much later. */
    private void planned(long lagMillis) {
        for (int i = 0; i < 40; i++) {
            long due = 1000 + 100L * i;
            results.add(row(i).at(due + lagMillis, 99).planned(due).result());
        }
        slots = null;
    }

    @Test
    void startsAfterTheirPlannedInstantAreLag() {
        planned(30);

        Measurement measurement = measurement();

        assertThat(measurement.figures().get(Reason.DISPATCH_LAG)).isCloseTo(30e6, within(0.1e6));
        assertThat(measurement.against("run.requestRate").map(Doubt::reason)).hasValue(Reason.DISPATCH_LAG);
        assertThat(measurement.figures().get(Reason.RATE)).isEqualTo(1);
        assertThat(measurement.figures().get(Reason.SHED)).isZero();
    }

    @Test
    void aSinglePlannedStartHasNoRateToFallShortOf() {
        results.add(row(0).at(1001, 99).planned(1000).result());
        slots = null;

        Measurement measurement = measurement();

        assertThat(measurement.figures()).doesNotContainKey(Reason.RATE);
        assertThat(measurement.doubts()).extracting(Doubt::reason).doesNotContain(Reason.RATE);
    }

    @Test
    void waitingForACapThatTheSuiteSetsIsNoLag() {
        planned(30);
        cap = Setting.Cap.SET;

        // The sample has its permit a millisecond before it starts.
        assertThat(figure(Reason.DISPATCH_LAG)).isCloseTo(1e6, within(0.01e6));
    }

    @Test
    void inFlightThatGrowsIsOverload() {
        for (int i = 0; i < 40; i++) {
            long due = 1000 + 100L * i;
            results.add(row(i).at(due, 99 + 30L * i).planned(due).result());
        }
        slots = null;

        assertThat(measurement().doubts()).extracting(Doubt::reason).contains(Reason.OVERLOAD);
    }

    @Test
    void aClosedLoopHasNoPlanToMiss() {
        fortyAnswers();

        assertThat(measurement().figures())
                .doesNotContainKeys(Reason.DISPATCH_LAG, Reason.RATE, Reason.SHED, Reason.OVERLOAD);
    }

    @Test
    void aSuiteMaySetLimitsOfItsOwn() {
        fortyAnswers();
        results.set(7, row(7).untold().result());
        thresholds = new Thresholds(Map.of(Reason.USAGE, Bounds.of(0.05, 0.5)));

        assertThat(measurement().level()).isEqualTo(Level.VALID);
    }
}
