package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program is killed in mid-run, for real, and goes on: nothing that was written is asked again, and nothing is missing. */
class KillAndResumeTest {

    private static final int ROWS = 300;

    @TempDir
    Path folder;

    private Simulator simulator;
    private Path run;
    private String data;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of().with("latency", "uniform:5ms,25ms"));
        run = folder.resolve("run");
        data = Program.file(
                folder,
                "cases.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "r" + i + ",City " + i + ",City " + (i % 10 == 0 ? "X" : i) + "\n")
                        .collect(Collectors.joining("", "id,prompt,expected\n", "")));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String[] arguments(String... more) {
        List<String> first = List.of(
                "run",
                data,
                "-o",
                run.toString(),
                "--model",
                "m",
                "--base-url",
                simulator.baseUri().toString(),
                "-j",
                "8",
                "--warmup",
                "0");
        return Stream.concat(first.stream(), Arrays.stream(more)).toArray(String[]::new);
    }

    private void killAfter(int answers, String... more) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), "dev.promptmeter.cli.Main"));
        command.addAll(List.of(arguments(more)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.txt").toFile())
                .start();
        boolean reached = simulator.await(ledger -> ledger.answered().size() >= answers, Duration.ofSeconds(60));
        process.destroyForcibly().waitFor();
        assertThat(reached).as(Program.text(folder.resolve("killed.txt"))).isTrue();
    }

    /** {@return the repeats with a whole answer on record, by the middle of their request ids} */
    private Set<String> journalled() throws IOException {
        return Files.readAllLines(run.resolve("journal.jsonl"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.endsWith("}") && line.contains("\"t\":\"answer\""))
                .map(line -> JsonMapper.shared().readTree(line).path("req").asString())
                .map(KillAndResumeTest::repeatOf)
                .collect(Collectors.toSet());
    }

    private static String repeatOf(String requestId) {
        return requestId.substring(0, requestId.lastIndexOf('-'));
    }

    private Map<String, Long> askedPerRepeat() {
        return simulator.ledger().answered().stream()
                .map(LedgerEntry::clientRequestId)
                .collect(Collectors.groupingBy(KillAndResumeTest::repeatOf, Collectors.counting()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 200})
    void whatWasWrittenIsNeverAskedAgainAndTheTotalsAreRight(int answers) throws IOException, InterruptedException {
        killAfter(answers);
        Set<String> kept = journalled();

        Ended ended = Program.run(arguments("--resume"));

        assertThat(ended.code()).as(ended.err()).isEqualTo(100);
        AfterRun.holds(simulator, run);
        assertThat(askedPerRepeat()).hasSize(ROWS);
        assertThat(askedPerRepeat()).allSatisfy((repeat, asked) -> {
            // Only an answer that was on its way when the program died may have been given twice.
            assertThat(asked).as(repeat).isLessThanOrEqualTo(kept.contains(repeat) ? 1 : 2);
        });
        JsonNode counts = Program.json(run, "summary.json").path("counts");
        assertThat(counts.path("pass").asInt()).isEqualTo(ROWS * 9 / 10);
        assertThat(counts.path("fail").asInt()).isEqualTo(ROWS / 10);
        assertThat(Files.readAllLines(run.resolve("results.csv"), StandardCharsets.UTF_8))
                .hasSize(ROWS + 1);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainComesToItsEnd() throws IOException, InterruptedException {
        killAfter(40);
        killAfter(120, "--resume");
        killAfter(200, "--resume");

        Ended ended = Program.run(arguments("--resume"));

        assertThat(ended.code()).as(ended.err()).isEqualTo(100);
        AfterRun.holds(simulator, run);
        assertThat(askedPerRepeat()).hasSize(ROWS);
        assertThat(Program.json(run, "summary.json").path("counts").path("pass").asInt())
                .isEqualTo(ROWS * 9 / 10);
    }
}
