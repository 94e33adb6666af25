package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
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
import tools.jackson.databind.json.JsonMapper;

/** A run that may only cost so much, as its user sees it. */
class SpendTest {

    private static final int ROWS = 20;

    @TempDir
    Path folder;

    private Simulator simulator;
    private String data;
    private Path out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        data = Program.file(
                folder,
                "cases.csv",
                IntStream.range(0, ROWS)
                        .mapToObj(i -> "r" + i + ",Paris " + i + ",Paris " + i + "\n")
                        .collect(Collectors.joining("", "id,prompt,expected\n", "")));
        out = folder.resolve("run");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** Each request costs $0.003, whatever is said. */
    private String suite(String price) {
        return Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: spend
                models:
                  - { id: m, baseUrl: "%s", model: m, params: { max_tokens: 50 } }
                prompts:
                  - { id: p, text: "{{prompt}}" }
                datasets:
                  - { file: cases.csv }
                checks:
                  - { type: contains, value: Paris }
                pricing: { asOf: 2026-01-02, models: { m: %s } }
                run: { warmup: 0, concurrency: 16 }
                """.formatted(simulator.baseUri(), price));
    }

    private Ended run(String what, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", what));
        arguments.addAll(List.of(more));
        if (!arguments.contains("-o")) {
            arguments.addAll(List.of("-o", out.toString()));
        }
        return Program.run(arguments.toArray(String[]::new));
    }

    private Ended direct(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--model", "m", "--base-url", simulator.baseUri().toString(), "--warmup", "0"));
        arguments.addAll(List.of(more));
        return run(data, arguments.toArray(String[]::new));
    }

    private int answered() {
        return simulator.ledger().answered().size();
    }

    @Test
    void nothingIsSentThatMightPassTheLimit() {
        Ended ended = run(suite("{ input: 0, output: 0, perRequest: 0.003 USD }"), "--max-cost", "0.01");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(answered()).isEqualTo(3);
        assertThat(ended.out())
                .contains("INCONCLUSIVE  stopped by maxCost: 0.009 of 0.010 USD spent, 0.000 reserved,"
                        + " 17 of 20 cases not sent")
                .contains("continue: promptmeter run --resume ")
                .contains(" --max-cost USD, with more than before\n");
        assertThat(Program.json(out, "summary.json").path("exitReason").asString())
                .startsWith("stopped by maxCost: 0.009 of 0.010 USD spent");
    }

    @Test
    void aStoppedRunGoesOnOnlyWithMore() {
        String suite = suite("{ input: 0, output: 0, perRequest: 0.003 USD }");
        run(suite, "--max-cost", "$0.01");

        Ended same = Program.run("run", "--resume", out.toString());
        int before = answered();
        Ended more = Program.run("run", "--resume", out.toString(), "--max-cost", "0.06 USD");

        assertThat(same.code()).isEqualTo(102);
        assertThat(same.out()).contains("0.009 of 0.010 USD spent, 0.000 reserved, 17 of 20 cases not sent");
        assertThat(before).isEqualTo(3);
        assertThat(more.code()).isZero();
        assertThat(answered()).isEqualTo(ROWS);
        assertThat(Program.json(out, "summary.json").at("/counts/pass").asInt()).isEqualTo(ROWS);
    }

    @Test
    void aModelWithoutAPriceIsRefusedUnlessOneIsAssumed() {
        Ended refused = direct("--max-cost", "1");
        int before = simulator.ledger().entries().size();
        Ended assumed = direct("--max-cost", "1", "--budget-unpriced", "2");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("PM-1508")
                .contains("a spending limit needs a price for m: add it under pricing, or set run.budgetUnpriced");
        assertThat(before).isZero();
        assertThat(assumed.code()).isZero();
        assertThat(assumed.out()).contains("cost of 20 answers unknown");
    }

    @Test
    void whatIsAssumedLimitsTheRun() {
        // 1,024 tokens and some forty of the request, at $1,000 per million, are a little more than $1 for each
        // request.
        Ended ended = direct("--max-cost", "1.10", "--budget-unpriced", "1000");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(answered()).isBetween(2, ROWS - 1);
        assertThat(ended.out()).contains(" of 1.100 USD spent, 0.000 reserved");
    }

    @Test
    void aTokenLimitIsSentWhereNoneIsWrittenAndSaid() {
        Ended ended = direct("--max-cost", "1", "--budget-unpriced", "2");

        assertThat(ended.err())
                .contains("PM-6102")
                .contains("m has no token limit: max_tokens 1024 is sent because a spending limit is set");
        JsonNode intent = intent();
        assertThat(intent.path("body").asString()).contains("\"max_tokens\":1024");
        // 1,024 tokens of the answer and 0.4 for each byte of the request, at $2 per million.
        long bytes = intent.path("body").asString().length();
        assertThat(intent.path("reservedPico").asLong()).isEqualTo(2_000_000L * 1024 + 800_000L * bytes);
    }

    private JsonNode intent() {
        return Program.text(out.resolve("journal.jsonl"))
                .lines()
                .map(JsonMapper.shared()::readTree)
                .filter(record -> record.path("t").asString().equals("intent"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKnownModelGetsTheLimitThatItsTableNames() {
        Ended ended = run(
                data,
                "--model",
                "ai21/jamba-1-5-mini",
                "--preset",
                "simulator",
                "--max-cost",
                "1",
                "--budget-unpriced",
                "2");

        assertThat(ended.err()).contains("ai21-jamba-1-5-mini has no token limit: max_tokens 512 is sent");
    }

    @Test
    void answersOfALimitedRunAreFoundAgainByARescore() {
        direct("--max-cost", "1", "--budget-unpriced", "2");

        Ended ended = Program.run(
                "rescore", out.toString(), "-o", folder.resolve("again").toString());

        assertThat(ended.code()).isZero();
        assertThat(Program.json(folder.resolve("again"), "summary.json")
                        .at("/counts/pass")
                        .asInt())
                .isEqualTo(ROWS);
    }

    @Test
    void anAnswerWithoutUsageIsFlaggedAndKeepsWhatWasSetAside() {
        simulator.close();
        simulator = Simulator.start(Script.of().with("usage", "never"));

        Ended ended = run(suite("{ input: 0, output: 0, perRequest: 0.003 USD }"), "--max-cost", "0.01");

        assertThat(ended.out()).contains("0.000 of 0.010 USD spent, 0.009 reserved, 17 of 20 cases not sent");
        String live = Program.text(out.resolve("results.csv"));
        assertThat(live).contains("cost_estimated");
        Program.run("report", out.toString());
        assertThat(Program.text(out.resolve("results.csv"))).isEqualTo(live);
    }

    @Test
    void anAnswerThatCostsMoreThanWasSetAsideIsReportedWhereItStoppedNothing() {
        simulator.close();
        simulator = Simulator.start(Script.of().with("fault", "usage:x100"));

        // 50 tokens at $0.001 are set aside; the answer says that it took hundreds.
        Ended ended = run(suite("{ input: 0, output: 1000 }"), "--max-cost", "0.06", "-n", "1");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .contains("note: the spending limit was passed by 0.")
                .contains(" USD: answers cost more than was set aside for them");
    }

    @Test
    void aJudgesOwnLimitTakesTheAssumedPriceToo() {
        String suite =
                Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: spend
                models:
                  - { id: m, baseUrl: "%s", model: m }
                  - { id: j, baseUrl: "%s", model: j }
                prompts:
                  - { id: p, text: "{{prompt}}" }
                datasets:
                  - { file: cases.csv, models: [m] }
                checks:
                  - { type: llm-rubric, value: names a city }
                judge: { model: j, maxCost: 0.50 USD }
                run: { warmup: 0, concurrency: 1 }
                """.formatted(simulator.baseUri(), simulator.baseUri()));

        Ended refused = run(suite);
        // 512 tokens of the answer alone are more than half a dollar at this price.
        Ended assumed = run(suite, "--budget-unpriced", "1000");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("PM-1508").contains("judge.maxCost: a spending limit needs a price for j");
        assertThat(simulator.ledger().answered().stream()
                        .filter(entry -> entry.content().model().equals("j")))
                .isEmpty();
        assertThat(assumed.out()).contains("the judge's budget of 0.5 USD is spent");
    }

    @Test
    void aPriceThatNobodyCanPayBreaksNoRun() {
        // Three tokens of each request alone come to more USD than are counted.
        Ended ended = run(suite("{ input: 99999999999999, output: 1 }"));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("cost of 20 answers unknown");
    }

    @Test
    void aPriceThatTheEndpointListsIsAHintAndIsNeverUsed() {
        simulator.close();
        simulator = Simulator.start(Script.of().with("price", "1,2"));

        Ended unknown = direct();
        Ended known = run(suite("free"), "-o", folder.resolve("known").toString());

        assertThat(unknown.code()).isZero();
        assertThat(unknown.err())
                .contains("PM-6120")
                .contains("lists {\"prompt\":\"0.000001\",\"completion\":\"0.000002\"}, which is not used");
        assertThat(unknown.out()).contains("cost of 20 answers unknown");
        assertThat(known.err()).doesNotContain("PM-6120");
    }

    @Test
    void whatAJudgeCostsIsPaidFromTheSameMoney() {
        String suite =
                Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: spend
                models:
                  - { id: m, baseUrl: "%s", model: m, params: { max_tokens: 50 } }
                  - { id: j, baseUrl: "%s", model: j }
                prompts:
                  - { id: p, text: "{{prompt}}" }
                datasets:
                  - { file: cases.csv, models: [m] }
                checks:
                  - { type: llm-rubric, value: names a city }
                judge: { model: j }
                pricing:
                  asOf: 2026-01-02
                  models: { m: free, j: { input: 0, output: 0, perRequest: 0.003 USD } }
                run: { warmup: 0, concurrency: 1, maxCost: 0.01 USD }
                """.formatted(simulator.baseUri(), simulator.baseUri()));

        Ended ended = run(suite);

        assertThat(ended.code()).isEqualTo(102);
        assertThat(ended.out()).contains("stopped by maxCost: 0.009 of 0.010 USD spent, 0.000 reserved");
        assertThat(simulator.ledger().answered().stream()
                        .filter(entry -> entry.content().model().equals("j")))
                .hasSize(3);
    }
}
