package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InterruptsTest {

    private final List<String> seen = new ArrayList<>();
    private final CompletableFuture<Integer> halted = new CompletableFuture<>();
    private final Interrupts interrupts =
            new Interrupts(new Recording(), seen::add, () -> seen.add("last words"), halted::complete);

    /** A run that only notes what is done to it. */
    private final class Recording implements Interrupts.Running {

        @Override
        public void stop(Stop reason) {
            seen.add("stop " + reason.cause());
        }

        @Override
        public void abort() {
            seen.add("abort");
        }

        @Override
        public long inFlight() {
            return 16;
        }
    }

    @Test
    void theFirstSignalStopsAndWaits() {
        interrupts.take(StopSignal.INT);

        assertThat(seen).containsExactly("stop INTERRUPT", "finishing 16 requests, press Ctrl-C again to stop now");
        assertThat(interrupts.first()).isEqualTo(StopSignal.INT);
        assertThat(interrupts.abandoned()).isFalse();
    }

    @Test
    void theSecondCtrlCCancelsAndEndsTheProcessWithinASecond() throws Exception {
        interrupts.take(StopSignal.INT);
        interrupts.take(StopSignal.INT);

        assertThat(seen).endsWith("abort");
        assertThat(interrupts.abandoned()).isTrue();
        assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(130);
    }

    @Test
    void aSecondSigtermChangesNothing() {
        interrupts.take(StopSignal.TERM);
        interrupts.take(StopSignal.TERM);

        assertThat(seen).doesNotContain("abort");
        assertThat(interrupts.abandoned()).isFalse();
    }

    @Test
    void ctrlCAfterASigtermEndsWithTheCodeOfTheFirst() throws Exception {
        interrupts.take(StopSignal.TERM);
        interrupts.take(StopSignal.INT);

        assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(143);
    }

    @Test
    @Tag("nightly")
    void aRunThatDoesNotEndIsEndedAfterFifteenSecondsAndSaysWhatToDo() throws Exception {
        interrupts.take(StopSignal.HUP);

        assertThat(halted.get(60, TimeUnit.SECONDS)).isEqualTo(129);
        assertThat(seen).containsSubsequence("abort", "last words");
    }

    @Test
    void aRunThatHasEndedIsNotHaltedAnyMore() {
        interrupts.take(StopSignal.INT);

        interrupts.close();

        assertThat(halted).isNotDone();
    }
}
