package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineWatchTest {

    private final MemoryRecorder recorder = new MemoryRecorder();

    @Test
    void aWatchTellsWhatItSawWhenItEnds() {
        Ticker ticker = Ticker.system();
        try (MachineWatch watch = MachineWatch.begin(ticker, recorder)) {
            while (watch.stalled(ticker.nanos(), ticker.nanos()) == null) {
                Thread.onSpinWait();
            }
        }

        List<MachineNote> notes = recorder.machineNotes();
        MachineNote note = notes.get(notes.size() - 1);
        assertThat(note.processors()).isPositive();
        assertThat(note.parkNanos()).isBetween(1_000_000L, 20_000_000L);
        assertThat(note.to()).isPositive().isLessThanOrEqualTo(ticker.nanos());
        assertThat(note.overshoots().count()).isPositive();
    }

    @Test
    void aWatchEndsOnce() {
        MachineWatch watch = MachineWatch.begin(Ticker.system(), recorder);

        watch.end();
        watch.close();

        assertThat(recorder.machineNotes()).hasSize(1);
    }
}
