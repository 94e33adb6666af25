package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.LedgerEntry;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs whose starts are planned, as a user sees them. Bounds are those that hold on any machine, however slow. */
class OpenLoopRunTest {

    private static final int ROWS = 5;

    @TempDir
    Path folder;

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator =
                Simulator.start(Settings.builder().set("latency", "fixed:50ms").build());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended run(String... more) {
        return runAt("100/s", more);
    }

    private Ended runAt(String rate, String... more) {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(i -> "r" + i + ",town " + i + "\n")
                .collect(Collectors.joining("", "id,prompt\n", ""));
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                Program.file(folder, "towns.csv", rows),
                "-o",
                out().toString(),
                "--model",
                "m",
                "--base-url",
                simulator.baseUri().toString(),
                "--rate",
                rate,
                "--warmup",
                "0"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("run");
    }

    private List<JsonNode> results() throws IOException {
        try (Stream<String> lines = Files.lines(out().resolve("results.jsonl"), StandardCharsets.UTF_8)) {
            return lines.skip(1).map(JsonMapper.shared()::readTree).toList();
        }
    }

    private JsonNode opening() throws IOException {
        try (Stream<String> lines = Files.lines(out().resolve("journal.jsonl"), StandardCharsets.UTF_8)) {
            return JsonMapper.shared().readTree(lines.findFirst().orElseThrow());
        }
    }

    private String sha256(String file) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = Files.readAllBytes(out().resolve(file));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void whatQueuesIsInTheHeadline() throws Exception {
        Ended ended = run("-j", "1");

        assertThat(ended.code()).as(ended.err()).isZero();
        JsonNode summary = Program.json(out(), "summary.json");
        // The i-th is due 10 ms after the one before it and starts 50 ms after it at the earliest.
        assertThat(summary.at("/latencyMs/mean").asDouble()).isGreaterThanOrEqualTo(130);
        assertThat(summary.at("/latencyMs/basis").asString()).isEqualTo("response");
        assertThat(summary.at("/timesMs/service/mean").asDouble())
                .isLessThan(summary.at("/latencyMs/mean").asDouble());
        assertThat(summary.at("/run/load/kind").asString()).isEqualTo("open");
        assertThat(summary.at("/run/load/rate").asDouble()).isEqualTo(100);
        assertThat(summary.at("/measurement/plannedRate").asDouble()).isEqualTo(100);
        assertThat(summary.at("/measurement/achievedRate").asDouble()).isLessThanOrEqualTo(100);
        assertThat(ended.out()).contains("open loop, 100/s constant, at most 1 in flight", "LATENCY  (from plan)  p50");
        assertThat(Program.text(out().resolve("report.html")))
                .contains("Latency (from plan)", "Open loop: 100/s planned");
        for (JsonNode result : results()) {
            double lag = result.at("/timeMs/dispatchLag").asDouble();
            assertThat(result.at("/timeMs/latency").asDouble())
                    .isGreaterThanOrEqualTo(lag + result.at("/timeMs/service").asDouble() - 0.002);
        }
    }

    @Test
    void thePlanIsKeptBesideTheJournalAndCanBeMadeAgain() throws Exception {
        run("--set", "run.arrival=poisson", "--set", "run.seed=7");
        String summary = Program.text(out().resolve("summary.json"));

        assertThat(Program.text(out().resolve("plan.csv")))
                .startsWith("index,case,plan_ns\n0,towns/r0 · default · m,0\n1,towns/r1 · default · m,4940173\n");
        JsonNode facts = opening().at("/manifest/environment");
        assertThat(facts.path("plan.sha256").asString()).isEqualTo(sha256("plan.csv"));
        assertThat(facts.path("plan.process").asString()).isEqualTo("poisson");
        assertThat(facts.path("plan.rate").asString()).isEqualTo("100.0");
        assertThat(facts.path("plan.seed").asString()).isEqualTo("7");
        assertThat(Program.run("report", out().toString()).code()).isZero();
        assertThat(Program.text(out().resolve("summary.json"))).isEqualTo(summary);
    }

    @Test
    void aResumeKeepsThePlanAndAsksTheRest() throws Exception {
        Ended stopped = run("--max-duration", "1ms");

        assertThat(stopped.code()).isEqualTo(102);
        assertThat(results())
                .extracting(result -> result.at("/verdict/reason").asString(""))
                .containsOnly("not planned");
        String plan = sha256("plan.csv");

        assertThat(run("--resume").code()).isZero();

        assertThat(simulator.ledger().answered().stream()
                        .map(LedgerEntry::content)
                        .distinct())
                .hasSize(ROWS);
        assertThat(sha256("plan.csv")).isEqualTo(plan);
        assertThat(results())
                .extracting(result -> result.at("/verdict/verdict").asString())
                .containsOnly("pass");
    }

    @Test
    void aResumeUnderAnotherLoadIsRefused() throws Exception {
        run("--max-duration", "1ms");
        String plan = sha256("plan.csv");

        Ended resumed = run("--resume", "--set", "run.arrival=poisson");

        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("PM-1530", "the load was 100/s constant", ", is now 100/s poisson");
        assertThat(sha256("plan.csv")).isEqualTo(plan);
        assertThat(simulator.ledger().answered()).isEmpty();
        assertThat(run("--resume", "--set", "run.arrival=poisson", "--accept-changes")
                        .code())
                .isZero();
    }

    @Test
    void aRunThatSendsNothingWaitsForNoPlannedStart() {
        Ended ended = runAt("1/m", "--cache", "only", "--set", "run.cacheDir=" + folder.resolve("cache"));

        // Waiting for the plan would take four minutes.
        assertThat(ended.out()).as(ended.err()).contains("5 cases");
        assertThat(simulator.ledger().entries()).isEmpty();
    }

    @Test
    void aRescoredRunKeepsThePlanOfTheRunThatAsked() throws Exception {
        run();
        Path again = folder.resolve("again");

        Ended ended = Program.run("rescore", out().toString(), "-o", again.toString());

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(Files.readString(again.resolve("plan.csv"))).isEqualTo(Program.text(out().resolve("plan.csv")));
    }

    @Test
    void whatIsGivenUpIsCountedAndStaysSo() throws Exception {
        Ended ended = run("-j", "1", "--set", "run.shedAfter=100ms");

        // The last is due 40 ms after the first, which is sent 200 ms before it at least.
        JsonNode summary = Program.json(out(), "summary.json");
        long shed = results().stream()
                .filter(result -> result.at("/verdict/reason").asString("").equals("shed"))
                .count();
        assertThat(shed).isBetween(1L, 4L);
        assertThat(summary.at("/throughput/shed").asLong()).isEqualTo(shed);
        // Whatever was given up, the plan was one start every 10 ms.
        assertThat(summary.at("/measurement/plannedRate").asDouble()).isCloseTo(100, within(0.1));
        assertThat(summary.at("/counts/skip").asLong()).isEqualTo(shed);
        assertThat(simulator.ledger().answered()).hasSize((int) (ROWS - shed));
        assertThat(ended.out()).contains(shed + " of 5 shed");
        assertThat(run("--resume", "-j", "1", "--set", "run.shedAfter=100ms").code())
                .isZero();
        assertThat(simulator.ledger().answered()).hasSize((int) (ROWS - shed));
    }
}
