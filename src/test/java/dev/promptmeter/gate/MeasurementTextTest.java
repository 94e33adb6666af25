package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.validity.Bounds;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Limit;
import dev.promptmeter.validity.MachineLog;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import dev.promptmeter.validity.Span;
import dev.promptmeter.validity.Thresholds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTextTest {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;

    private static final Doubt STALLS = new Doubt(Reason.STALLS, Level.SUSPECT, 0.024, 0.01);
    private static final Doubt USAGE = new Doubt(Reason.USAGE, Level.INVALID, 0.5, 0.2);

    private static Measurement measured(Level level, List<Doubt> doubts, List<Reason> unmeasured, long windowNanos) {
        MachineLog machine = new MachineLog();
        machine.add(new MachineNote(
                2,
                MILLI,
                List.of(),
                new Overshoots(),
                2,
                53 * MILLI,
                List.of(
                        new Stall(SECOND, 12 * MILLI, Stall.Cause.GC),
                        new Stall(91 * SECOND, 41 * MILLI, Stall.Cause.OTHER))));
        return new Measurement(
                level, doubts, unmeasured, Map.of(), new Span(0, windowNanos), machine, Thresholds.USUAL);
    }

    @Test
    void whatIsNotMeasuredStandsInTheVerdict() {
        Measurement measurement = measured(Level.VALID, List.of(), List.of(Reason.CPU, Reason.MACHINE), 5 * SECOND);

        assertThat(MeasurementText.verdict(measurement)).isEqualTo("VALID (process CPU, machine load not measured)");
    }

    @Test
    void aRunTooShortForSharesOfTimeSaysSoOnce() {
        Measurement measurement = measured(
                Level.VALID, List.of(), List.of(Reason.SLOTS, Reason.STALLS, Reason.CPU, Reason.GC), 300 * MILLI);

        assertThat(MeasurementText.verdict(measurement))
                .isEqualTo("VALID (client stalls not measured;"
                        + " all requests started within 300 ms, too short for shares of time)");
    }

    @Test
    void aReasonShowsFigureLimitAndWhatIsKnownOfIt() {
        Measurement measurement = measured(Level.SUSPECT, List.of(STALLS), List.of(), 200 * SECOND);

        assertThat(MeasurementText.text(STALLS)).isEqualTo("2.4 % of attempts overlap a client stall (limit 1.0 %)");
        assertThat(MeasurementText.detail(STALLS, measurement)).hasValue("longest 41 ms at 01:31; GC 1 of 2");
        assertThat(MeasurementText.standing(STALLS)).isEqualTo("SUSPECT for latency");
        assertThat(MeasurementText.gist(measurement)).isEqualTo("SUSPECT: client stalls up to 41 ms");
    }

    @Test
    void timesAndRatiosHaveTheirOwnUnits() {
        Doubt lag = new Doubt(Reason.DISPATCH_LAG, Level.SUSPECT, 3.1 * MILLI, 1.2 * MILLI);
        Doubt growth = new Doubt(Reason.OVERLOAD, Level.SUSPECT, 2.2, 1.5);

        assertThat(MeasurementText.text(lag))
                .isEqualTo("3.1 ms p99 of starts after their planned instant (limit 1.2 ms)");
        assertThat(MeasurementText.text(growth))
                .isEqualTo("2.2 times as many in flight in the last quarter as in the second (limit 1.5)");
    }

    @Test
    void theWorstIsTheGist() {
        Measurement measurement = measured(Level.INVALID, List.of(STALLS, USAGE), List.of(), 200 * SECOND);

        assertThat(MeasurementText.gist(measurement))
                .isEqualTo("INVALID: 50.0 % of answers came without usable usage (limit 20.0 %)");
    }

    @Test
    void whereNothingWasSentNothingIsSaid() {
        assertThat(MeasurementText.verdict(Measurement.NOTHING)).isEqualTo("not assessed");
    }

    @Test
    void limitsThatASuiteSetsAreNamedInOneSentence() {
        var thresholds = new Thresholds(Map.of(
                Reason.DISPATCH_LAG, new Bounds(new Limit(0, 5 * MILLI), new Limit(0.2, 50 * MILLI)),
                Reason.STALLS, new Bounds(new Limit(0.05, 0), new Limit(0.5, 0)),
                Reason.MACHINE, Bounds.OFF,
                Reason.OVERLOAD, new Bounds(new Limit(2.5, 0), null)));
        var measurement =
                new Measurement(Level.VALID, List.of(), List.of(), Map.of(), null, new MachineLog(), thresholds);

        assertThat(MeasurementText.changes(measurement))
                .hasValue("limits set by the suite: DISPATCH_LAG 5.0 ms, invalid 20.0 % of the median, at least 50 ms;"
                        + " STALLS 5.0 %, invalid 50.0 %; MACHINE off; OVERLOAD 2.5");
        assertThat(MeasurementText.changes(Measurement.NOTHING)).isEmpty();
    }
}
