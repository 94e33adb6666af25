package dev.promptmeter.bars;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of the shipped program against a simulator. The folder of the last one is left until the next.
 *
 * @param rows of its dataset
 */
record OwnRun(Bench bench, SimulatorProcess simulator, int rows) {

    static final String FOLDER = "run";

    /** {@return what it came to, once every case has passed} */
    Watched.Ended run(Watched.Look look, String... flags) throws IOException, InterruptedException {
        return inHeap("", look, flags);
    }

    /** As the other, with a flag for the JVM. */
    Watched.Ended inHeap(String limit, Watched.Look look, String... flags) throws IOException, InterruptedException {
        Path folder = bench.fresh(FOLDER);
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                bench.rows(rows).toString(),
                "--base-url",
                simulator.baseUrl(),
                "--model",
                "m",
                "--warmup",
                "0",
                "--progress",
                "none",
                "-o",
                folder.toString()));
        arguments.addAll(List.of(flags));
        ProcessBuilder builder = bench.program(arguments);
        builder.environment().put("PROMPTMETER_JAVA_OPTS", limit);
        return Watched.run(builder, look);
    }
}
