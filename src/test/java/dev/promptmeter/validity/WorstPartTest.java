package dev.promptmeter.validity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run of several shards is measured as well as the worst of them. */
class WorstPartTest {

    private static final long SECOND = 1_000_000_000L;

    private final Map<String, Measurement> parts = new LinkedHashMap<>();

    private void part(String name, Level level, Doubt... doubts) {
        Map<Reason, Double> figures = new LinkedHashMap<>();
        for (Doubt doubt : doubts) {
            figures.put(doubt.reason(), doubt.value());
        }
        parts.put(
                name,
                new Measurement(
                        level,
                        List.of(doubts),
                        List.of(),
                        figures,
                        new Span(0, 9 * SECOND),
                        new MachineLog(),
                        Thresholds.USUAL));
    }

    private Measurement worst() {
        return Measurement.worstOf(parts, Thresholds.USUAL);
    }

    @Test
    void theWorstShardOfAReasonIsNamedAndTheOthersAreCounted() {
        part("shard 1 of 3", Level.SUSPECT, new Doubt(Reason.STALLS, Level.SUSPECT, 0.04, 0.01));
        part("shard 2 of 3", Level.INVALID, new Doubt(Reason.STALLS, Level.INVALID, 0.2, 0.1));
        part("shard 3 of 3", Level.VALID);

        Measurement worst = worst();

        assertThat(worst.level()).isEqualTo(Level.INVALID);
        assertThat(worst.doubts())
                .containsExactly(new Doubt(Reason.STALLS, Level.INVALID, 0.2, 0.1, "shard 2 of 3 and 1 more"));
        assertThat(worst.figures()).containsEntry(Reason.STALLS, 0.2);
    }

    @Test
    void ofSlotsInUseTheFewestAreTheWorst() {
        part("shard 1 of 2", Level.SUSPECT, new Doubt(Reason.SLOTS, Level.SUSPECT, 0.85, 0.95));
        part("shard 2 of 2", Level.SUSPECT, new Doubt(Reason.SLOTS, Level.SUSPECT, 0.9, 0.95));

        assertThat(worst().doubts())
                .containsExactly(new Doubt(Reason.SLOTS, Level.SUSPECT, 0.85, 0.95, "shard 1 of 2 and 1 more"));
    }

    @Test
    void everyReasonHasAShardOfItsOwn() {
        part("shard 1 of 2", Level.SUSPECT, new Doubt(Reason.CPU, Level.SUSPECT, 0.9, 0.8));
        part("shard 2 of 2", Level.SUSPECT, new Doubt(Reason.GC, Level.SUSPECT, 0.05, 0.02));

        assertThat(worst().doubts()).extracting(Doubt::where).containsExactly("shard 1 of 2", "shard 2 of 2");
    }

    @Test
    void aShardThatSentNothingSpeaksForNothing() {
        part("shard 1 of 2", Level.VALID);
        parts.put("shard 2 of 2", Measurement.NOTHING);

        assertThat(worst().level()).isEqualTo(Level.VALID);
        parts.remove("shard 1 of 2");
        assertThat(worst().level()).isNull();
    }

    @Test
    void whatOneShardCouldNotMeasureIsSaid() {
        part("shard 1 of 2", Level.VALID);
        parts.put(
                "shard 2 of 2",
                new Measurement(
                        Level.VALID,
                        List.of(),
                        List.of(Reason.MACHINE),
                        Map.of(),
                        new Span(0, 2 * SECOND),
                        new MachineLog(),
                        Thresholds.USUAL));

        assertThat(worst().unmeasured()).containsExactly(Reason.MACHINE);
        assertThat(worst().windowNanos()).isEqualTo(9 * SECOND);
    }
}
