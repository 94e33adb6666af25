package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suite 30 of the test plan: what the program adds to an answer's time under load, and what it holds while a load lasts. */
class LoadTest {

    private static final int IN_FLIGHT = 64;
    private static final int PARTS = 10;
    private static final double MOST_OVERHEAD_MILLIS = 5;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of a row, of its repeat, and of what the tables that find them keep free: all that may grow with the requests. */
    private static final double BYTES_PER_REQUEST = 200;

    private static final double BYTES_PER_MINUTE = 1 << 20;
    private static final int SPARE_DESCRIPTORS = 16;
    private static final int SPARE_THREADS = 4;

    @TempDir
    Path folder;

    @Test
    @Timeout(600)
    void whatTheProgramAddsToAnAnswerIsPrinted() throws Exception {
        int requests = TestScale.of(2_000, 20_000);
        Settings settings = Settings.builder()
                .set("latency", TestScale.of(0, 1) == 0 ? "fixed:50ms" : "fixed:200ms")
                .set("ledger-size", Integer.toString(requests))
                .build();
        try (SuiteLine line = SuiteLine.begin(30, "load", 0);
                Simulator simulator = Simulator.start(settings)) {
            Ended ended = Program.run(arguments(simulator, requests, IN_FLIGHT).toArray(String[]::new));
            assertThat(ended.code()).as(ended.err()).isZero();

            AfterRun.holds(simulator, run());
            double[] added = added(simulator);
            double quietest = quietest(added);
            assertThat(added).hasSize(requests);
            System.out.printf(
                    Locale.ROOT,
                    "added to each of %,d answers, %d in flight: p50 %.2f ms, p99 %.2f ms; p50 of the quietest tenth %.2f ms%n",
                    requests,
                    IN_FLIGHT,
                    quantile(added, 0.5),
                    quantile(added, 0.99),
                    quietest);
            assertThat(quietest).isLessThanOrEqualTo(TestScale.of(0, 1) == 0 ? Double.MAX_VALUE : MOST_OVERHEAD_MILLIS);
            for (int i = 0; i < requests; i++) {
                line.count();
            }
        }
    }

    /** {@return by how much the client's time of each answer is longer than the simulator's own, milliseconds} */
    private double[] added(Simulator simulator) throws IOException {
        RunRecords records = RunRecords.of(run());
        return simulator.ledger().answered().stream()
                .mapToDouble(
                        entry -> records.answers().get(entry.clientRequestId()).nanos() - served(entry))
                .map(nanos -> nanos / NANOS_PER_MILLI)
                .toArray();
    }

    /** Whatever else runs on this machine slows down a part of the run; what we add ourselves is added to every part. */
    private static double quietest(double[] added) {
        int part = added.length / PARTS;
        return IntStream.range(0, PARTS)
                .mapToDouble(i -> quantile(Arrays.copyOfRange(added, i * part, (i + 1) * part), 0.5))
                .min()
                .orElseThrow();
    }

    private static double quantile(double[] values, double share) {
        return Arrays.stream(values).sorted().toArray()[(int) (values.length * share)];
    }

    private static long served(LedgerEntry entry) {
        return entry.times().lastByte() - entry.times().firstReceived();
    }

    /** The dataset of 100,000 rows and its reports are in {@link ScaleTest}. */
    @Test
    @Tag("nightly")
    @Timeout(1_800)
    void memoryDescriptorsAndThreadsStayAsTheyAre() throws Exception {
        int requests = 200_000;
        Settings settings = Settings.builder()
                .set("latency", "uniform:100ms,500ms")
                .set("ledger-size", "1000")
                .build();
        try (SuiteLine line = SuiteLine.begin(30, "load, for a while", 0);
                Simulator simulator = Simulator.start(settings)) {
            double[][] samples = watched(arguments(simulator, requests, 256));

            assertThat(simulator.ledger().requests()).isGreaterThanOrEqualTo(requests);
            checkMemory(samples, requests);
            requireConstant("descriptors", samples[WatchedProgram.DESCRIPTORS], SPARE_DESCRIPTORS);
            requireConstant("threads", samples[WatchedProgram.THREADS], SPARE_THREADS);
            for (int i = 0; i < requests; i++) {
                line.count();
            }
        }
    }

    /** The least that was held in a part of the run is what it really needs. */
    private static void checkMemory(double[][] samples, int requests) {
        double[] heap = samples[WatchedProgram.HEAP];
        double grown = Arrays.stream(last(heap)).min().orElseThrow()
                - Arrays.stream(first(heap)).min().orElseThrow();
        double minutes = heap.length / 2.0 * WatchedProgram.SECONDS_BETWEEN / 60;
        // From the middle of the first part to the middle of the last lies half of the run.
        double known = requests / 2.0 * BYTES_PER_REQUEST;
        assertThat(grown).as("bytes grown in %.1f min", minutes).isLessThan(known + minutes * BYTES_PER_MINUTE);
    }

    private static void requireConstant(String what, double[] counts, int spare) {
        double before = Arrays.stream(first(counts)).max().orElseThrow();
        assertThat(Arrays.stream(last(counts)).max().orElseThrow()).as(what).isLessThanOrEqualTo(before + spare);
    }

    /** The second fifth and the fourth: the run has begun, and does not end yet. */
    private static double[] first(double[] samples) {
        return Arrays.copyOfRange(samples, samples.length / 5, samples.length * 2 / 5);
    }

    private static double[] last(double[] samples) {
        return Arrays.copyOfRange(samples, samples.length * 7 / 10, samples.length * 9 / 10);
    }

    private double[][] watched(List<String> arguments) throws IOException, InterruptedException {
        Ended ended =
                new SmallHeap(folder, "-Xmx256m").run("blackbox.WatchedProgram", Duration.ofMinutes(25), arguments);

        assertThat(ended.code()).as(ended.out()).isZero();
        double[][] samples = WatchedProgram.samples(ended.out());
        assertThat(samples[WatchedProgram.HEAP]).as("samples").hasSizeGreaterThan(20);
        return samples;
    }

    private Path run() {
        return folder.resolve("run");
    }

    private List<String> arguments(Simulator simulator, int rows, int inFlight) {
        return Child.running(folder, rows, simulator, "-j", Integer.toString(inFlight));
    }
}
