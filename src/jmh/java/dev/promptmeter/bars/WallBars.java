package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How long a whole run takes beside the time that its endpoint needs, and how much memory (B3, X1, X2, X3). */
final class WallBars implements Bar {

    private static final int ROUNDS = 5;
    private static final int CASES = 10_000;
    private static final double DELAY_SECONDS = 0.050;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int FEW = 64;
    private static final int MANY = 256;

    @Override
    public List<Definition> definitions() {
        String what = "start to end with all reports, 50 ms, %d in flight / ideal";
        return List.of(
                new Definition("B3", what.formatted(FEW), Limit.atMostTimes(1.2, "s")),
                new Definition("B3", what.formatted(MANY), Limit.atMostTimes(2, "s")),
                new Definition("X1", what.formatted(FEW), Limit.atMostTimes(1.1, "s")),
                new Definition("X2", what.formatted(MANY), Limit.atMostTimes(1.6, "s")),
                new Definition("X3", "peak resident memory, 10,000 cases, 64 in flight", Limit.atMost(200, "MiB")));
    }

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        int rounds = bench.effort().rounds(ROUNDS);
        double[] few = new double[rounds];
        double[] many = new double[rounds];
        double[] peaks = new double[rounds];
        try (SimulatorProcess simulator =
                SimulatorProcess.start(bench, "--answer", "tokens:80", "--latency", "fixed:50ms")) {
            OwnRun own = new OwnRun(bench, simulator, CASES);
            for (int i = 0; i < rounds; i++) {
                Watched.Ended ended = own.run(Watched.Look.NONE, "-j", Integer.toString(FEW));
                few[i] = seconds(ended.wall());
                peaks[i] = ended.peakMebibytes();
                many[i] = seconds(
                        own.run(Watched.Look.NONE, "-j", Integer.toString(MANY)).wall());
            }
        }
        Measured atFew = new Measured(Rounds.median(few), CASES * DELAY_SECONDS / FEW);
        Measured atMany = new Measured(Rounds.median(many), CASES * DELAY_SECONDS / MANY);
        return List.of(atFew, atMany, atFew, atMany, new Measured(Rounds.median(peaks), null));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOS_PER_SECOND;
    }
}
