package dev.promptmeter.bars;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
                SimulatorProcess.start(bench, "--answer", "tokens:80", "--latency", "fixed:5ms")) {
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

    /** {@return milliseconds of the latest of a hundred, without the first fifth, in which the program is still cold} */
    private static double lag(Bench bench) throws IOException {
        Path results = bench.work().resolve(OwnRun.FOLDER).resolve("results.jsonl");
        try (Stream<String> lines = Files.lines(results, StandardCharsets.UTF_8)) {
            double[] all = lines.map(line -> JsonMapper.shared().readTree(line).at("/timeMs/dispatchLagMs"))
                    .filter(JsonNode::isNumber)
                    .mapToDouble(JsonNode::asDouble)
                    .toArray();
            double[] late = Arrays.copyOfRange(all, all.length / 5, all.length);
            if (late.length == 0) {
                throw new IOException("the run knows no dispatch lag");
            }
            Arrays.sort(late);
            return late[late.length * 99 / 100];
        }
    }
}
