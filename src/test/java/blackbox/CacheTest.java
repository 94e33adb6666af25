package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Answers of other runs: found by what is sent, paid for once, and never taken for measurements. */
class CacheTest {

    private static final String KEY = "sk-canary-0123456789abcdef";

    @TempDir
    Path folder;

    private Simulator simulator;
    private Path cache;
    private Path out;
    private String more = "";
    private int repeat = 1;
    private int runs;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        cache = folder.resolve("cache");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Ended run(String mode, String... flags) {
        Program.file(folder, "cases.csv", "id,question,__expected\nr1,one,\nr2,two,\nr3,one,\n");
        String suite = Program.file(
                folder,
                "suite.yaml",
                "version: 1\nname: kept\npricing: { asOf: 2026-01-02 }\nmodels:\n  - { id: m, model: sim, baseUrl: \""
                        + simulator.baseUri()
                        + "\", apiKeyEnv: KEY_OF_TEST, price: { input: 1, output: 2 } }\n"
                        + "prompts: [ { id: p, text: \"Say {{question}}\" } ]\ndatasets: [ { id: d, file: cases.csv } ]\n"
                        + "run: { warmup: 0, preflight: off, repeat: " + repeat + ", cacheDir: \"" + cache + "\" }\n"
                        + more);
        out = folder.resolve("run" + ++runs);
        List<String> arguments =
                new ArrayList<>(List.of("run", suite, "-o", out.toString(), "--report", "json,csv,jsonl,junit,html"));
        arguments.addAll(List.of("--cache", mode));
        arguments.addAll(List.of(flags));
        return Program.run(Map.of("KEY_OF_TEST", KEY), arguments.toArray(String[]::new));
    }

    private int requests() {
        return simulator.ledger().answered().size();
    }

    private JsonNode summary() {
        return Program.json(out, "summary.json");
    }

    private List<Path> entries() {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Test
    void aSecondRunPaysNothingAndMeasuresNothing() {
        run("on");
        String paid = summary().path("cost").path("usd").asString();

        Ended ended = run("on");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(requests()).isEqualTo(3);
        assertThat(ended.err()).contains("3 in the cache");
        assertThat(ended.out()).contains("by cache)");
        JsonNode summary = summary();
        assertThat(summary.path("counts").path("cached").asInt()).isEqualTo(3);
        assertThat(summary.path("counts").path("attempts").asInt()).isZero();
        assertThat(summary.path("cost").path("usd").decimalValue().signum()).isZero();
        assertThat(summary.path("cost").path("savedByCacheUsd").asString()).isEqualTo(paid);
        assertThat(summary.path("latencyMs").path("n").asInt()).isZero();
        assertThat(Program.text(out.resolve("results.csv"))).contains(",true,");
        assertThat(Program.text(out.resolve("report.html"))).contains("Saved by the cache");
    }

    @Test
    void aHitIsOnRecordWithTheRunThatPaidForItAndWithoutAnIntent() {
        run("on");
        String first = summary().path("run").path("id").asString();

        run("on");

        assertThat(Program.text(out.resolve("journal.jsonl")))
                .contains("\"cached\":true,\"run\":\"" + first + "\"")
                .doesNotContain("\"t\":\"intent\"");
    }

    @Test
    void reportsAreTheSameWhenTheyAreMadeAgainWithoutTheCache() throws IOException {
        run("on");
        run("on");
        JsonNode before = summary();
        for (Path entry : entries()) {
            Files.delete(entry);
        }

        assertThat(Program.run("report", out.toString()).code()).isZero();

        assertThat(summary()).isEqualTo(before);
    }

    @Test
    void repeatsAndTwinsShareNoEntry() {
        run("on");
        assertThat(entries()).hasSize(3);

        repeat = 2;
        run("on");

        assertThat(requests()).isEqualTo(6);
        assertThat(entries()).hasSize(6);
        assertThat(summary().path("counts").path("cached").asInt()).isEqualTo(3);
        assertThat(summary().path("latencyMs").path("n").asInt()).isEqualTo(3);
    }

    @Test
    void refreshAsksEverythingAndKeepsTheNewAnswers() {
        run("on");
        run("refresh");
        String newest = summary().path("run").path("id").asString();
        assertThat(requests()).isEqualTo(6);

        run("on");

        assertThat(requests()).isEqualTo(6);
        assertThat(Program.text(out.resolve("journal.jsonl"))).contains("\"run\":\"" + newest + "\"");
    }

    @Test
    void onlySendsNothingAndLeavesOutWhatIsMissing() throws IOException {
        run("on");
        Files.delete(entries().get(0));

        Ended ended = run("only");

        assertThat(requests()).isEqualTo(3);
        assertThat(summary().path("counts").path("cached").asInt())
                .as(ended.err())
                .isEqualTo(2);
        assertThat(summary().path("counts").path("skip").asInt()).isEqualTo(1);
        assertThat(Program.text(out.resolve("results.csv"))).contains("not in the cache");
        assertThat(entries()).hasSize(2);
    }

    @Test
    void onlyNeedsNoKey() {
        run("on");
        String suite = folder.resolve("suite.yaml").toString();

        Ended ended = Program.run("run", suite, "-o", folder.resolve("keyless").toString(), "--cache", "only", "-q");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void aDamagedEntryIsAskedForAgain() throws IOException {
        run("on");
        List<Path> entries = entries();
        byte[] flipped = Files.readAllBytes(entries.get(0));
        flipped[flipped.length / 2] ^= 1;
        Files.write(entries.get(0), flipped);
        byte[] whole = Files.readAllBytes(entries.get(1));
        Files.write(entries.get(1), Arrays.copyOf(whole, whole.length / 2));
        Files.write(entries.get(2), Files.readAllBytes(entries.get(0)));

        run("on");

        assertThat(requests()).isEqualTo(6);
        assertThat(summary().path("counts").path("cached").asInt()).isZero();
        run("on");
        assertThat(requests()).isEqualTo(6);
    }

    @Test
    void anEntryUnderAnotherNameIsNoAnswer() throws IOException {
        run("on");
        List<Path> entries = entries();
        Files.write(entries.get(1), Files.readAllBytes(entries.get(0)));

        run("on");

        assertThat(requests()).isEqualTo(4);
    }

    @Test
    void anErrorIsNotKept() {
        simulator.close();
        simulator = Simulator.start(Script.of().with("fault", "status:500"));

        run("on", "--retries", "0");

        assertThat(summary().path("counts").path("error").asInt()).isEqualTo(3);
        assertThat(entries()).isEmpty();
    }

    @Test
    void withoutACacheNothingIsReadOrWritten() {
        run("on");
        int kept = entries().size();

        run("off");

        assertThat(requests()).isEqualTo(6);
        assertThat(entries()).hasSize(kept);
        assertThat(summary().path("counts").path("cached").asInt()).isZero();
    }

    @Test
    void aCacheThatCannotBeWrittenCostsARunNothing() throws IOException {
        Files.writeString(cache, "a file, not a folder", StandardCharsets.UTF_8);

        Ended ended = run("on");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("note: the cache ").contains("cannot be written");
        assertThat(summary().path("counts").path("pass").asInt()
                        + summary().path("counts").path("skip").asInt())
                .isEqualTo(3);
    }

    @Test
    void latencyChecksAndGatesSeeNoCachedAnswer() {
        more = "checks: [ { type: latency, value: 1ms } ]\ngates: [ \"latency.p95 < 1ms\" ]\n";
        run("on");

        Ended ended = run("on");

        assertThat(summary().path("counts").path("fail").asInt())
                .as(ended.out())
                .isZero();
        assertThat(ended.code()).isEqualTo(102);
        assertThat(ended.out()).contains("INVALID");
    }

    @Test
    void theKeyIsInNoEntry() {
        run("on");

        assertThat(entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(Program.text(entry)).doesNotContain(KEY));
    }

    @Test
    void aRescoreJudgesCachedAnswersToo() {
        run("on");
        run("on");
        Path cached = out;
        Path again = folder.resolve("again");
        Program.file(folder, "cases.csv", "id,question,__expected\nr1,one,equals: no\nr2,two,\nr3,one,\n");

        Ended ended = Program.run(Map.of("KEY_OF_TEST", KEY), "rescore", cached.toString(), "-o", again.toString());

        JsonNode counts = Program.json(again, "summary.json").path("counts");
        assertThat(counts.path("cached").asInt()).as(ended.err()).isEqualTo(3);
        assertThat(counts.path("fail").asInt()).isEqualTo(1);
        assertThat(requests()).isEqualTo(3);
    }
}
