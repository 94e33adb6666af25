package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Gates on what a run costs where nobody knows what some attempts did. */
class UnknownCostTest {

    private static final String LIMITED = ", params: { max_tokens: 50 }";

    @TempDir
    Path folder;

    private Simulator simulator;
    private Path out;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Script.of());
        out = folder.resolve("run");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    /** Five attempts of seven have a cost: one answer says nothing of its tokens, one attempt breaks off and is repeated. */
    private Ended run(String gate, String params) {
        return run(
                gate,
                params,
                "pricing: { asOf: 2026-01-02, models: { m: { input: 0, output: 1000, perRequest: 0.01 USD } } }\nrun: { warmup: 0 }");
    }

    private Ended run(String gate, String params, String pricing) {
        Program.file(folder, "cases.csv", """
                id,prompt,expected
                a,Paris,Paris
                b,Rome [sim: usage=none],Rome
                d,Bern,Bern
                e,Kyiv,Kyiv
                f,Riga,Riga
                c,Oslo [sim: fault=reset-after-read@attempt=1],Oslo
                """);
        String suite =
                Program.file(folder, "promptmeter.yaml", """
                version: 1
                name: unknown-cost
                models:
                  - { id: m, baseUrl: "%s", model: m%s }
                prompts:
                  - { id: p, text: "{{prompt}}" }
                datasets:
                  - { file: cases.csv }
                checks:
                  - { type: contains, value: "{{expected}}" }
                %s
                gates: [ %s ]
                """.formatted(simulator.baseUri(), params, pricing, gate));
        return Program.run("run", suite, "-o", out.toString());
    }

    private String verdict() {
        return Program.json(out, "summary.json").at("/gates/0/text").asString();
    }

    @Test
    void whatAttemptsOfUnknownCostCanCostAtTheMostMayStillKeepTheLimit() {
        // Five answers of 6 tokens together cost $0.056; two attempts can cost $0.01 and 50 tokens at $0.001 each.
        Ended ended = run("cost.total < 0.2 USD", LIMITED);
        String before = Program.text(out.resolve("summary.json"));
        Program.run("report", out.toString());

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(verdict())
                .isEqualTo("cost.total < 0.2 USD: PASS. unknown (n=6). cost.total is at most $0.18,"
                        + " $0.056 of it known and the rest bounded by what was sent.");
        assertThat(Program.text(out.resolve("summary.json"))).isEqualTo(before);
        // The broken attempt alone; the answer without usage did come.
        assertThat(ended.out()).contains("1 attempt maybe billed without an answer, up to $0.060\n");
        JsonNode cost = Program.json(out, "summary.json").path("cost");
        assertThat(cost.path("coverage").asDouble()).isEqualTo(5.0 / 7);
        assertThat(cost.path("maybeUsd").asDouble()).isBetween(0.06, 0.0601);
        assertThat(Program.text(out.resolve("report.html")))
                .contains("Attempts whose cost is known", "71.4 %", "Maybe billed without an answer");
    }

    @Test
    void whatAttemptsOfUnknownCostCanCostAtTheMostMayPassTheLimit() {
        Ended ended = run("cost.total < 0.17 USD", LIMITED);

        assertThat(ended.code()).isEqualTo(102);
        assertThat(verdict())
                .isEqualTo(
                        "cost.total < 0.17 USD: INVALID (COST_UNKNOWN). cost.total is unknown beyond the known $0.056,"
                                + " and only surely at most $0.18.");
    }

    @Test
    void anAssumedPriceBoundsNoCost() {
        Ended ended = run("cost.total < 9 USD", LIMITED, "run: { warmup: 0, budgetUnpriced: 1 USD, maxCost: 1 USD }");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(verdict()).contains("INVALID (COST_UNKNOWN)").doesNotContain("at most");
    }

    @Test
    void anAnswerThatMayBeAsLongAsItLikesHasNoCostAtTheMost() {
        Ended ended = run("cost.total < 9 USD", "");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(verdict()).contains("INVALID (COST_UNKNOWN)");
    }

    @Test
    void theKnownPartAloneMayBreakTheLimit() {
        Ended ended = run("cost.total < 0.05 USD", LIMITED);

        assertThat(ended.code()).isEqualTo(100);
        assertThat(verdict()).contains("FAIL");
    }
}
