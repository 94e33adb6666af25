package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code promptmeter plan}: what the cases of a suite can tell, before any money is spent. */
class PlanTest {

    @TempDir
    Path folder;

    private String suite;

    @BeforeEach
    void lay() {
        String rows = IntStream.range(0, 400)
                .mapToObj(row -> "r" + row + ",Question " + row + "?,icontains: yes," + (row < 38 ? "eu" : "us"))
                .collect(Collectors.joining("\n"));
        Program.file(folder, "cases.csv", "id,question,__expected,__metadata:tag[]\n" + rows + "\n");
        suite = suite(
                "passRate >= 95%", "passRate >= baseline - 3pp", "latency.p95 < 5s", "latency.p99 <= baseline * 1.20");
    }

    /** A model that has an address, and a key that nobody has. */
    private String suite(String... gates) {
        String listed = Stream.of(gates).map(gate -> "  - '" + gate + "'\n").collect(Collectors.joining());
        return Program.file(folder, "support-bot.yaml", """
                version: 1
                name: support-bot
                models:
                  - { id: m, baseUrl: "http://127.0.0.1:1/v1", apiKeyEnv: NOBODY_HAS_THIS_KEY, model: m }
                prompts:
                  - { id: v1, text: "{{question}}" }
                datasets:
                  - file: cases.csv
                reports: { out: "%s" }
                gates:
                """.formatted(folder.resolve("reports")) + listed);
    }

    @Test
    void everyGateSaysWhatItsCasesTellAndWhatItWouldNeed() {
        Ended plan = Program.run("plan", suite);

        assertThat(plan.code()).isZero();
        assertThat(plan.out()).isEqualTo("""
                PLAN  support-bot   400 rows x 1 prompt x 1 model = 400 cases, 1 repeat   discordance 10 % (assumed; nothing is on record yet)

                passRate >= 95%                     point   95 % interval at a true 95 %: 92.4–96.8
                                                            green with 99 % if the true rate is 97 %, 56 % if 95 %, 7 % if 93 %
                                                            to prove it instead (80 % power): 601 cases if the true rate is 97 %, 234 if 98 %
                passRate >= baseline - 3pp          guard   red without cause 0.02 %    settles as PASS 59 %, inconclusive 41 % if nothing changed
                                                            true drop of 5 points: red 38 %   8 points: red 97 %   10 points: red > 99.9 %
                                                            detectable drop (80 %): about 6.9 points     to settle PASS (80 %): 687 cases, now 400
                  slice tag=us (362 cases)                  detectable drop (80 %): about 7.1 points     not gated
                  slice tag=eu (38 cases)                   detectable drop (80 %): about 15.8 points     not gated
                latency.p95 < 5s                    point   needs 20 calls, 72 for an interval with both ends: ok
                latency.p99 <= baseline * 1.20      guard   needs 299 calls for an upper bound: ok

                forecast: if nothing changed, gates against the baseline make the suite red in 0.02 % of runs
                No request was sent.
                """);
    }

    @Test
    void nothingIsWrittenAndNobodyIsAsked() {
        List<Path> before = files();

        Program.run("plan", suite);
        Program.run("plan", suite, "--json");

        assertThat(files()).isEqualTo(before);
    }

    private List<Path> files() {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theMachineGetsTheSameFigures() {
        JsonNode plan = JsonMapper.shared()
                .readTree(Program.run("plan", suite, "--json").out());

        assertThat(plan.path("schema").asString()).isEqualTo("promptmeter.plan/1");
        JsonNode margin = plan.path("gates").path(1);
        assertThat(margin.path("casesToSettle").asLong()).isEqualTo(687);
        assertThat(margin.path("detectable").asDouble()).isBetween(0.0685, 0.0695);
        assertThat(margin.path("drops").path(0).path("red").asDouble()).isBetween(0.375, 0.385);
        assertThat(plan.path("redWithoutCause").asDouble()).isBetween(0.00015, 0.00025);
        assertThat(plan.path("slices").findValuesAsString("slice")).containsExactly("tag=us", "tag=eu");
    }

    @Test
    void fewerRowsTellLess() {
        assertThat(Program.run("plan", suite, "-n", "12").out())
                .contains("12 rows x 1 prompt x 1 model = 12 cases")
                .contains("needs 20 calls, 72 for an interval with both ends: too few, this run has 12");
    }

    @Test
    void aMarginOfNothingIsRedWithoutCauseAndAQuietOneIsNamed() {
        assertThat(Program.run("plan", suite("passRate >= baseline")).out())
                .contains("no number of cases settles PASS")
                .contains("is red without cause in at most 1 % of runs");
    }

    @Test
    void whatWasAnsweredBeforeSaysHowManyCasesFlip() {
        String script = Program.file(folder, "answers.csv", "match,attempt,answer\n*,1+,yes\n");
        String simulated = Program.file(
                folder, "simulated.yaml", """
                version: 1
                name: simulated
                models:
                  - { id: m, preset: simulator, model: m, simulator: { script: %s, latency: 0ms } }
                prompts:
                  - { id: v1, text: "{{question}}" }
                datasets:
                  - { file: cases.csv, limit: 25 }
                reports: { out: "%s", formats: [json] }
                gates: ['passRate >= baseline - 5pp']
                """.formatted(Path.of(script).getFileName(), folder.resolve("reports")));
        for (int run = 0; run < 2; run++) {
            assertThat(Program.run(
                                    "run",
                                    simulated,
                                    "-o",
                                    folder.resolve("reports/2026010" + run + "-0000-aaaa")
                                            .toString())
                            .code())
                    .isZero();
        }

        assertThat(Program.run("plan", simulated).out())
                .contains("discordance 4 % (25 cases of two runs were compared)");
    }
}
