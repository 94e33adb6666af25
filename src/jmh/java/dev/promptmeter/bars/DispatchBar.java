package dev.promptmeter.bars;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How late planned starts are beside a bare loop (B10). */
final class DispatchBar implements Bar {

    private static final int ROUNDS = 5;
    private static final int STARTS = 30_000;
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public List<Definition> definitions() {
        return List.of(new Definition(
                "B10", "dispatch lag p99 at 1,000/s / of a bare loop that wakes a thread", Limit.atMostTimes(3, "ms")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        int starts = bench.effort().size(STARTS);
        try (SimulatorProcess simulator =
                SimulatorProcess.start(bench, "--answer", "tokens:100", "--latency", "fixed:5ms")) {
            OwnRun own = new OwnRun(bench, simulator, starts);
            return List.of(Rounds.of(
                    bench.effort().rounds(ROUNDS),
                    () -> {
                        own.run(Watched.Look.NONE, "--rate", "1000/s", "--exit-zero");
                        return lag(bench);
                    },
                    () -> {
                        ProcessBuilder bare = bench.reference(BareDispatch.class, List.of(Integer.toString(starts)));
                        String nanos = Watched.run(bare, Watched.Look.NONE).output();
                        return Long.parseLong(nanos.strip()) / NANOS_PER_MILLI;
                    }));
        }
    }

    private static double lag(Bench bench) throws IOException {
        JsonNode lag = JsonMapper.shared()
                .readTree(bench.work()
                        .resolve(OwnRun.FOLDER)
                        .resolve("summary.json")
                        .toFile())
                .at("/measurement/dispatchLagMsP99");
        if (!lag.isNumber()) {
            throw new IOException("the run knows no dispatch lag: " + lag);
        }
        return lag.asDouble();
    }
}
