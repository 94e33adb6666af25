package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.util.List;

/** A run of one case from start to end beside a JVM that does nothing (B12, X5). */
final class StartBars implements Bar {

    private static final int ROUNDS = 10;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition("B12", "a run of one case / an empty main", Limit.atMostTimes(6, "s")),
                new Definition("X5", "a run of one case, start to end", Limit.atMost(0.5, "s")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        own(bench);
        Measured measured = Rounds.of(
                bench.effort().rounds(ROUNDS),
                () -> own(bench),
                () -> seconds(Watched.run(bench.reference(EmptyMain.class, List.of()), Watched.Look.NONE)));
        return List.of(measured, new Measured(measured.figure(), null));
    }

    private static double own(Bench bench) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "run",
                bench.rows(1).toString(),
                "--preset",
                "simulator",
                "--model",
                "m",
                "--progress",
                "none",
                "-o",
                bench.fresh(OwnRun.FOLDER).toString());
        return seconds(Watched.run(bench.program(arguments), Watched.Look.NONE));
    }

    private static double seconds(Watched.Ended ended) {
        return ended.wall().toNanos() / NANOS_PER_SECOND;
    }
}
