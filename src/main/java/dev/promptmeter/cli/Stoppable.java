package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.run.Stop;

/** A run as signals see it. */
record Stoppable(Promptmeter program, Progress progress, int slots) implements Interrupts.Running {

    @Override
    public void stop(Stop reason) {
        program.stop(reason);
    }

    @Override
    public void abort() {
        program.abort();
    }

    @Override
    public long inFlight() {
        ProgressState state = progress.state();
        return Math.max(0, Math.min(slots, state.planned() - state.total().done()));
    }
}
