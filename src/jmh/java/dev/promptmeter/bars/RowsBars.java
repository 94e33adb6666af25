package dev.promptmeter.bars;

import dev.promptmeter.bars.BarLine.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A million rows in a small heap: what lives at the end, and whether time grows with the rows only (B7, X4). */
final class RowsBars implements Bar {

    private static final int FEW = 10_000;
    private static final int MANY = 100_000;
    private static final int MOST = 1_000_000;
    private static final double BYTES_PER_CASE = 64 + 8;
    private static final double MEBIBYTE = 1 << 20;
    private static final double NANOS_PER_MICRO = 1e3;

    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition(
                        "B7",
                        "live heap at the end of 1,000,000 rows / of 100,000, -Xmx256m",
                        Limit.atMostTimes(1.3, "MiB").plus(Math.ceil(MOST * BYTES_PER_CASE / MEBIBYTE))),
                new Definition(
                        "X4", "time of a row of 1,000,000 / of 10,000, start included", Limit.atMostTimes(1.2, "µs")));
    }

    private record Run(double liveMebibytes, double microsPerRow) {}

    @Override
    public List<BarLine.Outcome> measure(Bench bench) throws IOException, InterruptedException {
        try (SimulatorProcess simulator =
                SimulatorProcess.start(bench, "--answer", "tokens:80", "--ledger-size", "1000")) {
            Run few = run(bench, simulator, bench.effort().size(FEW));
            Run many = run(bench, simulator, bench.effort().size(MANY));
            Run most = run(bench, simulator, bench.effort().size(MOST));
            return List.of(
                    new Measured(most.liveMebibytes(), many.liveMebibytes()),
                    new Measured(most.microsPerRow(), few.microsPerRow()));
        }
    }

    private static Run run(Bench bench, SimulatorProcess simulator, int rows) throws IOException, InterruptedException {
        bench.say("%,d rows in 256 MiB".formatted(rows));
        simulator.forget();
        LiveHeap heap = new LiveHeap(simulator, rows);
        Watched.Ended ended = new OwnRun(bench, simulator, rows).inHeap("-Xmx256m", heap, "-j", "64");
        return new Run(heap.mebibytes(), ended.wall().toNanos() / NANOS_PER_MICRO / rows);
    }

    /** What a full collection leaves once nearly all has been asked. */
    private static final class LiveHeap implements Watched.Look {

        private static final double NEARLY_ALL = 0.98;

        private final SimulatorProcess simulator;
        private final int rows;
        private long bytes;

        LiveHeap(SimulatorProcess simulator, int rows) {
            this.simulator = simulator;
            this.rows = rows;
        }

        @Override
        public void at(ProcessHandle process) throws IOException {
            if (bytes > 0 || simulator.requests() < NEARLY_ALL * rows) {
                return;
            }
            Process tool = new ProcessBuilder(Bench.tool("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            bytes = histogram
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                    .findFirst()
                    .orElse(0);
        }

        double mebibytes() throws IOException {
            if (bytes == 0) {
                throw new IOException("jcmd could not tell the heap of a run of " + rows + " rows");
            }
            return bytes / MEBIBYTE;
        }
    }
}
