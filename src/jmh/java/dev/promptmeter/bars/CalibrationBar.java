package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How wrong the client's instants are with many streams (B14). */
final class CalibrationBar implements Bar {

    private static final int SECONDS = 30;

    /** The figure then bounds the errors of both. */
    private static final int SIMULATOR_LATE = 102;

    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition("B14", "arrival error p99, 256 streams of 50 events a second", Limit.atMost(1, "ms")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        Path file = bench.fresh("calibration.json");
        String seconds = bench.effort().size(SECONDS) + "s";
        ProcessBuilder calibrate = bench.program(
                List.of("calibrate", "-j", "256", "--events", "50/s", "--duration", seconds, "-o", file.toString()));
        Watched.run(calibrate, Watched.Look.NONE, Set.of(0, SIMULATOR_LATE));
        JsonNode error = JsonMapper.shared().readTree(file.toFile()).at("/levels/0/arrivalErrorMs/p99");
        if (!error.isNumber()) {
            throw new IOException("the calibration knows no arrival error: " + error);
        }
        return List.of(new Measured(error.asDouble(), null));
    }
}
