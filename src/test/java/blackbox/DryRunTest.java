package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Match;
import dev.promptmeter.simulator.Rule;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a run would cost, told without running. */
class DryRunTest {

    private static final int ROWS = 20;
    private static final String JUDGED = """
              - { id: j, baseUrl: "%s", model: j, price: { input: 3, output: 4 } }
            judge: { model: j, repeat: 3 }
            checks:
              - { type: llm-rubric, value: names a city }
            """;

    @TempDir
    Path folder;

    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of().with("price", "3,4"));
        Program.file(
                folder,
                "cases.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "r" + i + ",Paris has a number and it is " + i + "\n")
                        .collect(Collectors.joining("", "id,prompt\n", "")));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String suite(String model, String more) {
        return Program.file(
                folder,
                "promptmeter.yaml",
                """
                version: 1
                name: spend
                prompts:
                  - { id: p, text: "{{prompt}}" }
                datasets:
                  - { file: cases.csv, models: [m] }
                pricing: { asOf: 2026-01-02 }
                reports: { out: "%s" }
                models:
                  - { id: m, baseUrl: "%s", model: m, %s }
                """.formatted(folder.resolve("reports"), simulator.baseUri(), model) + more);
    }

    private static Ended dry(String suite, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", suite, "--dry-run"));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void nothingIsSentAndNoFolderIsMade() {
        Ended ended = dry(suite("params: { max_tokens: 50 }, price: { input: 3, output: 4 }", ""));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).endsWith("No request was sent.  First question of each prompt: -v\n");
        assertThat(simulator.ledger().entries()).isEmpty();
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void theCeilingIsNeverBelowWhatTheRunThenCosts() {
        String suite = suite(
                "params: { max_tokens: 50 }, price: { input: 3, output: 4 }",
                JUDGED.formatted(simulator.baseUri()) + "run: { repeat: 2, retries: { max: 0 } }\n");

        JsonNode estimate = dry(suite, "--json").json();
        Program.run("run", suite, "--retries", "0");

        BigDecimal ceiling = estimate.at("/totalUsd/max").decimalValue();
        long billed = simulator.ledger().billedPicodollars();
        assertThat(billed).isPositive();
        assertThat(ceiling.movePointRight(12)).isGreaterThanOrEqualTo(BigDecimal.valueOf(billed));
        // 20 rows asked twice and 2 more to warm up; each answer shown to the judge three times.
        assertThat(estimate.at("/models/0/requests").asInt()).isEqualTo(40);
        assertThat(estimate.at("/models/0/warmup").asInt()).isEqualTo(2);
        assertThat(estimate.at("/models/1/purpose").asString()).isEqualTo("judge");
        assertThat(estimate.at("/models/1/requests").asInt()).isEqualTo(120);
        assertThat(simulator.ledger().answered().size()).isLessThanOrEqualTo(2 * 120 + 42);
    }

    @Test
    void answersThatAreComparedAreShownToTheJudgeOncePerPairAndOrder() {
        String suite = suite(
                "params: { max_tokens: 50 }, price: { input: 3, output: 4 }",
                JUDGED.formatted(simulator.baseUri())
                        .replace("{ type: llm-rubric, value: names a city }", "{ type: select-best, value: better }")
                        .replace("repeat: 3", "repeat: 1"));
        Program.file(
                folder,
                "promptmeter.yaml",
                Program.text(Path.of(suite))
                        .replace("prompts:\n", "prompts:\n  - { id: q, text: \"Please: {{prompt}}\" }\n"));

        JsonNode estimate = dry(suite, "--json").json();

        assertThat(estimate.at("/models/0/requests").asInt()).isEqualTo(2 * ROWS);
        assertThat(estimate.at("/models/1/requests").asInt()).isEqualTo(2 * ROWS);
    }

    @Test
    void whatIsKnownIsToldToTheDigit() {
        Program.file(folder, "cases.csv", "id,prompt\nr1,Paris\nr2,Rome\n");

        Ended ended = dry(suite("params: { max_tokens: 50, n: 2 }, price: { input: 0, output: 1000 }", ""), "-v");

        assertThat(ended.out()).isEqualTo("""
                spend   2 cases → 2 requests with 8 in flight
                model   requests   input tok   token limit   output tok (low / likely / max)   cost (low / likely / max)          price from
                m              2           3           100                       – / – / 200               – / – / $0.20   suite, 2026-01-02
                total          2                                                                           – / – / $0.20
                low and likely are unknown: there is no earlier run of this suite.
                max = token limits × requests, by the suite's prices. Input tokens are estimates (characters ÷ 4). Retries are not included.
                prompt p asks first:
                  Paris
                No request was sent.
                """);
    }

    @Test
    void whatIsUnknownIsCalledSo() {
        Ended ended = dry(suite("stream: true", ""));

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains(" none ")
                .contains("– / – / unknown")
                .contains("no ceiling is known for m (no token limit, no price)\n")
                .doesNotContain("$0");
    }

    @Test
    void earlierRunsTellWhatIsLikely() {
        String suite = suite("params: { max_tokens: 50 }, price: { input: 0, output: 1000 }", "");
        Program.run("run", suite, "--warmup", "0");

        JsonNode estimate = dry(suite, "--json", "--warmup", "0").json();

        // "Paris has a number and it is 7" is told again in 8 tokens, by the rule of the simulator.
        assertThat(estimate.path("pastRuns").asInt()).isEqualTo(1);
        assertThat(estimate.at("/models/0/outputTokens/likely").asInt()).isEqualTo(ROWS * 8);
        assertThat(estimate.at("/models/0/costUsd/likely").decimalValue()).isEqualByComparingTo("0.16");
        assertThat(estimate.at("/models/0/costUsd/max").decimalValue()).isEqualByComparingTo("1");
    }

    @Test
    void aSpendingLimitIsHeldAgainstTheCeiling() {
        String suite = suite("params: { max_tokens: 50 }, price: { input: 0, output: 1000 }", "");

        assertThat(dry(suite, "--max-cost", "5").out()).contains("limit $5.00: enough for all requests\n");
        assertThat(dry(suite, "--max-cost", "0.5").out())
                .contains("limit $0.50: less than the ceiling; the run stops before it passes it\n");
    }

    @Test
    void theLimitOfAJudgeIsTold() {
        String suite = suite(
                "params: { max_tokens: 50 }, price: { input: 3, output: 4 }",
                JUDGED.formatted(simulator.baseUri()).replace("repeat: 3", "maxCost: 0.50 USD"));

        assertThat(dry(suite).out())
                .contains(
                        "judge limit $0.50: calls that might pass it are not made, and leave their checks unscored\n");
    }

    @Test
    void errorsOnRecordAreAskedAgainOnlyWhereThatIsWanted() {
        simulator.close();
        simulator = Simulator.start(Script.of().with("fault", "status:500"));
        String suite = suite("params: { max_tokens: 50 }, price: { input: 3, output: 4 }", "");
        Program.run("run", suite, "-n", "3", "--retries", "0");

        JsonNode stay = dry(suite, "-n", "3", "--resume", "--json").json();
        JsonNode again = dry(suite, "-n", "3", "--errors", "--json").json();

        assertThat(stay.path("requests").asInt()).isZero();
        assertThat(stay.path("onRecord").asInt()).isEqualTo(3);
        assertThat(again.path("requests").asInt()).isEqualTo(3);
        assertThat(again.path("onRecord").asInt()).isZero();
    }

    @Test
    void noKeyAndNoEndpointAreNeeded() {
        String suite = suite("params: { max_tokens: 5 }", "");
        String away = Program.file(
                folder,
                "away.yaml",
                Program.text(Path.of(suite))
                        .replace("127.0.0.1", "api.example.test")
                        .replace("http:", "https:"));

        assertThat(dry(away).code()).isZero();
    }

    @Test
    void faultsAndEmptySelectionsEndItAsTheyEndARun() {
        String suite = suite("params: { max_tokens: 5 }", "");

        assertThat(dry(suite, "-k", "id:cases/zz*").code()).isEqualTo(4);
        assertThat(dry(suite, "--max-cost", "1").code()).isEqualTo(2);
        assertThat(dry(suite, "--resume").err()).contains("PM-5006");
    }

    @Test
    void whatTheCacheHasIsNotAskedFor() {
        String suite = suite(
                "params: { max_tokens: 50 }, price: { input: 0, output: 1000 }",
                "run: { warmup: 0, cacheDir: \"" + folder.resolve("cache") + "\" }\n");
        Program.run("run", suite, "--cache", "on", "-n", "5");

        Ended text = dry(suite, "--cache", "on");
        JsonNode on = dry(suite, "--cache", "on", "--json").json();
        JsonNode only = dry(suite, "--cache", "only", "--json").json();
        JsonNode refresh = dry(suite, "--cache", "refresh", "--json").json();

        assertThat(text.out()).startsWith("spend   20 cases, 5 cached → 15 requests");
        assertThat(on.path("cached").asInt()).isEqualTo(5);
        assertThat(on.at("/models/0/requests").asInt()).isEqualTo(15);
        assertThat(on.at("/totalUsd/max").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(only.path("cached").asInt()).isEqualTo(5);
        assertThat(only.path("requests").asInt()).isZero();
        assertThat(refresh.path("requests").asInt()).isEqualTo(ROWS);
        assertThat(simulator.ledger().answered()).hasSize(5);
    }

    @Test
    void aRunThatGoesOnAsksOnlyForWhatIsMissingAndHasSpentWhatItSpent() {
        String suite = suite("params: { max_tokens: 50 }, price: { input: 0, output: 1000 }", "");
        Program.run("run", suite, "--warmup", "0", "-n", "5", "--max-cost", "1");

        Ended text = dry(suite, "--resume", "--max-cost", "0.78");
        JsonNode estimate = dry(suite, "--resume", "--max-cost", "1", "--json").json();
        Ended refused = dry(suite, "--resume", "--set", "models.m.params.max_tokens=60");

        assertThat(text.out())
                .startsWith("spend   20 cases, 5 on record → 15 requests")
                // 15 × 50 tokens at $0.001 are $0.75, and five answers of 8 tokens are paid.
                .contains("limit $0.78, $0.040 of it spent: less than the ceiling");
        assertThat(estimate.path("onRecord").asInt()).isEqualTo(5);
        assertThat(estimate.path("requests").asInt()).isEqualTo(15);
        assertThat(estimate.path("spentUsd").decimalValue()).isEqualByComparingTo("0.04");
        assertThat(refused.err()).contains("PM-1530  cannot resume: models[0].params.max_tokens was 50, is now 60");
    }

    @Test
    void repliesOnRecordAreNotAskedForEither() {
        try (Simulator judge =
                Simulator.start(Script.of(Rule.when(Match.any()).answer("{\"reason\":\"it does\",\"pass\":true}")))) {
            String model = "params: { max_tokens: 50 }, price: { input: 3, output: 4 }";
            String judged = JUDGED.formatted(judge.baseUri()) + "run: { warmup: 0 }\n";
            String suite = suite(model, judged);
            Program.run("run", suite, "-q");

            JsonNode again = dry(suite, "--resume", "--json").json();
            suite(model, judged.replace("names a city", "names a town"));
            JsonNode edited = dry(suite, "--resume", "--json").json();
            Ended ended = Program.run("run", suite, "--resume", "-q");

            assertThat(again.path("requests").asInt()).isZero();
            assertThat(edited.path("onRecord").asInt()).isEqualTo(ROWS);
            assertThat(edited.at("/models/0/purpose").asString()).isEqualTo("judge");
            // Three replies about each answer, before the edit and after it.
            assertThat(edited.path("requests").asInt()).isEqualTo(60);
            assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
            assertThat(judge.ledger().answered()).hasSize(120);
            assertThat(simulator.ledger().answered()).hasSize(ROWS);
        }
    }

    @Test
    void whereNobodyCanBeAskedADearRunSaysSoAndGoesOn() {
        String suite = suite("params: { max_tokens: 50 }, price: { input: 0, output: 1000 }", "run: { warmup: 0 }\n");
        Program.run("run", suite);

        Ended ended = Program.run("run", suite, "--set", "run.confirmAbove='0.10 USD'");

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("20 rows = 20 cases at " + simulator.baseUri() + "   likely $0.16");
        assertThat(simulator.ledger().answered()).hasSize(2 * ROWS);
    }
}
