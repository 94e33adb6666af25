package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Suites 6 and 7 of the test plan: the program is killed for real, so that the seam is not taken on trust. */
@Tag("scale")
@Timeout(5400)
class CrashSuiteTest {

    private static final int ROWS = 260;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64);
    private static final List<String> DELIVERIES = List.of("--stream", "--quiet");

    @TempDir
    private Path temporary;

    private int runs;

    @Test
    void aKilledProgramLosesNothingThatItWroteAndAsksTwiceOnlyWhatWasInFlight() throws Exception {
        int kinds = IN_FLIGHT.size() * DELIVERIES.size();
        int each = (TestScale.of(24, 400) + kinds - 1) / kinds;
        long seed = TestScale.seed(6);
        Random random = new Random(seed);
        try (SuiteLine suite = SuiteLine.begin(6, "real kills", seed)) {
            for (int slots : IN_FLIGHT) {
                for (String delivery : DELIVERIES) {
                    for (int i = 0; i < each; i++) {
                        killedAfter(List.of(1 + random.nextInt(ROWS - 80)), slots, delivery);
                        suite.count();
                    }
                }
            }
        }
    }

    @Test
    void aRunThatIsKilledFiveTimesComesToItsEnd() throws Exception {
        try (SuiteLine suite = SuiteLine.begin(7, "real kill-and-resume chains", 0)) {
            for (int i = 0; i < TestScale.of(1, 20); i++) {
                killedAfter(List.of(20, 60, 100, 140, 180), 8, DELIVERIES.get(i % 2));
                suite.count();
            }
        }
    }

    private void killedAfter(List<Integer> answers, int slots, String delivery) throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("case-" + ++runs));
        Path run = folder.resolve("run");
        Set<String> maybeBilled = new HashSet<>();
        try (Simulator simulator = Simulator.start(Script.of().with("latency", "uniform:2ms,12ms"))) {
            List<String> arguments = arguments(folder, simulator, slots, delivery);
            for (int count : answers) {
                Child child = Child.start(folder, resuming(arguments, run));
                boolean reached = simulator.await(ledger -> ledger.answered().size() >= count, PATIENCE);
                child.kill();
                assertThat(reached).as(child.said()).isTrue();
                Set<String> open = Child.requests(run, "intent");
                open.removeAll(Child.requests(run, "answer"));
                assertThat(open.size() - maybeBilled.size()).isLessThanOrEqualTo(slots);
                maybeBilled.addAll(open);
            }
            Ended ended = Program.run(resuming(arguments, run).toArray(String[]::new));

            assertThat(ended.code()).as(ended.err()).isZero();
            AfterRun.holds(simulator, run);
            requireEverythingKnown(simulator, run, maybeBilled);
        }
    }

    private static List<String> arguments(Path folder, Simulator simulator, int slots, String delivery) {
        return Child.running(folder, ROWS, simulator, "-j", Integer.toString(slots), delivery);
    }

    private static List<String> resuming(List<String> arguments, Path run) {
        List<String> all = new ArrayList<>(arguments);
        if (Files.exists(run.resolve("journal.jsonl"))) {
            all.add("--resume");
        }
        return all;
    }

    /** What was served is answered on record or perhaps billed; what was asked twice has such an attempt. */
    private static void requireEverythingKnown(Simulator simulator, Path run, Set<String> maybeBilled)
            throws IOException {
        List<String> served = simulator.ledger().answered().stream()
                .map(LedgerEntry::clientRequestId)
                .toList();
        Set<String> known = Child.requests(run, "answer");
        known.addAll(maybeBilled);
        assertThat(known).containsAll(served);
        Map<String, Long> flagged =
                maybeBilled.stream().collect(Collectors.groupingBy(CrashSuiteTest::repeatOf, Collectors.counting()));
        Map<String, Long> perRepeat =
                served.stream().collect(Collectors.groupingBy(CrashSuiteTest::repeatOf, Collectors.counting()));
        assertThat(perRepeat)
                .hasSize(ROWS)
                .allSatisfy((repeat, count) ->
                        assertThat(count).as(repeat).isLessThanOrEqualTo(1 + flagged.getOrDefault(repeat, 0L)));
        assertThat(Program.json(run, "summary.json").path("counts").path("pass").asInt())
                .isEqualTo(ROWS);
    }

    private static String repeatOf(String requestId) {
        return requestId.substring(0, requestId.lastIndexOf('-'));
    }
}
