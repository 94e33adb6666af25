package dev.promptmeter.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test of a run stands in: a scripted endpoint, a clock that costs no time, a recorder that remembers. */
final class TestRun {

    private static final String RUN = "20260114-0912-k3f9";

    private final ScriptedEndpoint endpoint = new ScriptedEndpoint();
    private final MemoryRecorder recorder = new MemoryRecorder();
    private final FakeTicker ticker = new FakeTicker();
    private final List<CaseResult> seen = new ArrayList<>();
    private @Nullable Stop stop;

    ScriptedEndpoint endpoint() {
        return endpoint;
    }

    MemoryRecorder recorder() {
        return recorder;
    }

    FakeTicker ticker() {
        return ticker;
    }

    /** {@return the results so far, as they came; a runner adds to it} */
    List<CaseResult> seen() {
        return seen;
    }

    /** {@return a plan that asks the scripted endpoint} */
    TestPlan plan() {
        return TestPlan.asking(endpoint);
    }

    Runner runner(TestPlan plan) {
        return runner(plan, History.NONE);
    }

    Runner runner(TestPlan plan, History history) {
        return new Runner(plan.plan(), new Runner.Surroundings(RUN, recorder, history, ticker));
    }

    @Nullable
    Stop run(TestPlan plan) throws InterruptedException {
        stop = runner(plan).run(seen::add);
        return stop;
    }

    /** {@return why the newest run ended early; null if it did not} */
    @Nullable
    Stop stop() {
        return stop;
    }

    /** {@return row and verdict of each result, as they came} */
    List<String> verdicts() {
        return seen.stream()
                .map(result -> result.id().row() + " " + result.verdict().word())
                .toList();
    }
}
