package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Suite 4 of the test plan: a fifth of the requests meet one fault or another, 64 are in flight. The run ends by itself, every row has a
 * result, what the server served and billed is on record, and nothing is left behind.
 */
@Timeout(3_000)
class ChaosTest {

    private static final int IN_FLIGHT = 64;
    private static final long FEW_THREADS = 40;

    /** Holds what a run needs with 64 in flight, and the answers of a few thousand requests no more. */
    private static final String SMALL_HEAP = "-Xmx72m";

    /** Together about a fifth; each with its own kind of end. One asks the lane to wait, which then opens again gradually. */
    private static final List<String> FAULTS = List.of(
            "status:429,retry-after=0.02@n=1000",
            "status:429@p=0.03",
            "status:500@p=0.02",
            "status:503,shape=html@p=0.01",
            "status:400@p=0.01",
            "reset-after-read@p=0.01",
            "close-after-read@p=0.01",
            "no-answer@p=0.001",
            "reset:100@p=0.01",
            "truncate:50%@p=0.01",
            "limit-data:30@p=0.005",
            "keep-alive-lie@p=0.01",
            "content-length:wrong-5@p=0.005",
            "content-length:bad@p=0.005",
            "bad-chunk-size@p=0.005",
            "error-200:code=502@p=0.01",
            "html@p=0.005",
            "empty-body@p=0.005",
            "json-cut@p=0.005",
            "encoding:gzip@p=0.01",
            "choices:empty@p=0.005",
            "content:null@p=0.005",
            "usage:none@p=0.005",
            "cost:none@p=0.005",
            "swap@p=0.005",
            "delay:20ms@p=0.02",
            "cut-event:2@p=0.01",
            "error-event:2@p=0.01",
            "no-finish@p=0.01",
            "idle-close:race@p=0.005");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "stream: {0}")
    @ValueSource(booleans = {false, true})
    void aRunUnderFaultsEndsByItselfAndLosesNothing(boolean stream) throws Exception {
        int rows = TestScale.of(2_500, 50_000);
        long seed = TestScale.seed(1);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (SuiteLine line = SuiteLine.begin(4, stream ? "chaos, streamed" : "chaos, plain", seed);
                Simulator simulator = simulator(seed, rows)) {
            int before = threads.getThreadCount();
            threads.resetPeakThreadCount();

            Ended ended = Program.run(arguments(simulator, rows, stream));

            assertThat(ended.code()).as(ended.err()).isIn(0, 100, 102);
            // Before Java 21 a client that was replaced, as after a swapped answer, keeps its thread until it is
            // collected.
            long replaced = simulator.ledger().faults().getOrDefault("swap", 0L);
            assertThat((long) threads.getPeakThreadCount()).isLessThan(before + IN_FLIGHT + FEW_THREADS + replaced);
            awaitThreads(threads, before);
            AfterRun.holds(simulator, folder.resolve("run"));
            checkScores(simulator, rows);
            for (int i = 0; i < rows; i++) {
                line.count();
            }
        }
    }

    /** The ledger keeps little here: what grows in this process is the server's. */
    @Test
    @Tag("scale")
    void howeverManyRequestsItMakesARunUnderFaultsKeepsToASmallHeap() throws IOException, InterruptedException {
        int rows = TestScale.of(10_000, 50_000);
        try (Simulator simulator = simulator(TestScale.seed(1), 250)) {
            Ended ended = new SmallHeap(folder, SMALL_HEAP)
                    .run("dev.promptmeter.cli.Main", Duration.ofMinutes(40), List.of(arguments(simulator, rows, true)));

            assertThat(ended.code()).as(ended.out()).isIn(0, 100, 102);
        }
        JsonNode counts = Program.json(folder.resolve("run"), "summary.json").path("counts");
        assertThat(counts.path("repeats").asInt()).isEqualTo(rows);
        assertThat(counts.path("pass").asInt()).isGreaterThan(rows / 2);
    }

    private static Simulator simulator(long seed, int rows) {
        Settings.Builder builder = Settings.builder()
                .set("seed", Long.toString(seed))
                .set("cost", "both")
                .set("ledger-size", Integer.toString(rows * 4));
        FAULTS.forEach(fault -> builder.set("fault", fault));
        return Simulator.start(builder.build());
    }

    private String[] arguments(Simulator simulator, int rows, boolean stream) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                dataset(rows).toString(),
                "-o",
                folder.resolve("run").toString(),
                "--model",
                "m",
                "--base-url",
                simulator.baseUri().toString(),
                "-j",
                Integer.toString(IN_FLIGHT),
                "--timeout",
                "2s",
                "--retries",
                "2",
                "--warmup",
                "0"));
        arguments.addAll(stream ? List.of("--stream") : List.of());
        return arguments.toArray(String[]::new);
    }

    private Path dataset(int rows) throws IOException {
        Path file = folder.resolve("cases.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("id,prompt\n");
            for (int i = 0; i < rows; i++) {
                out.write("r" + i + ",Wo liegt Köln Nr. " + i + "?\n");
            }
        }
        return file;
    }

    /** A client's thread ends a moment after the run, and before Java 21 only when the client has been collected. */
    private static void awaitThreads(ThreadMXBean threads, int before) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (threads.getThreadCount() > before + 2 && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(50_000_000);
        }
        assertThat(threads.getThreadCount()).isLessThanOrEqualTo(before + 2);
    }

    /** Every row has a result, and its cost is what the ledger has charged for all its attempts. */
    private void checkScores(Simulator simulator, int rows) throws IOException {
        Map<String, JsonNode> scores = new HashMap<>();
        try (Stream<String> lines = Files.lines(folder.resolve("run/journal.jsonl"), StandardCharsets.UTF_8)) {
            lines.map(JsonMapper.shared()::readTree)
                    .filter(record -> record.path("t").asString("").equals("score"))
                    .forEach(score -> scores.put(score.path("key").asString(""), score));
        }
        assertThat(scores).as("a result for every row").hasSize(rows);
        List<LedgerEntry> entries = simulator.ledger().entries().stream()
                .filter(entry -> entry.content() != null)
                .toList();
        Map<String, Long> billed = entries.stream()
                .collect(Collectors.groupingBy(
                        ChaosTest::repeatOf, Collectors.summingLong(LedgerEntry::billedPicodollars)));
        Set<String> complete = entries.stream()
                .filter(LedgerEntry::answered)
                .map(LedgerEntry::clientRequestId)
                .collect(Collectors.toSet());
        for (JsonNode score : scores.values()) {
            String id = score.path("req").asString("");
            if (complete.contains(id) && score.path("costPico").isNumber()) {
                assertThat(score.path("costPico").asLong()).as(id).isEqualTo(billed.get(repeatOf(id)));
            }
        }
    }

    private static String repeatOf(LedgerEntry entry) {
        return repeatOf(entry.clientRequestId());
    }

    private static String repeatOf(String id) {
        return id.substring(0, id.lastIndexOf('-'));
    }
}
