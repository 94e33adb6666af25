package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.run.Prompt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole suites as people write them. */
class ExampleSuitesTest {

    private static final String QUICKSTART = """
            # yaml-language-server: $schema=./promptmeter.schema.json
            version: 1
            name: quickstart

            models:
              - id: sim
                preset: simulator
                model: sim-small
                params: { temperature: 0, max_tokens: 64 }
                simulator: { script: simulator.csv, seed: 7 }

            prompts:
              - id: v1
                messages:
                  - role: system
                    content: Answer in one short sentence.
                  - role: user
                    content: "{{question}}"

            datasets:
              - file: datasets/quickstart.csv

            checks:
              - type: finish-reason
                value: stop

            gates:
              - passRate >= 90%
              - latency.p95 < 2s
            """;

    private static final String SUPPORT = """
            version: 1
            name: support-bot
            description: Refund and delivery answers, two prompt versions

            models:
              - id: jamba-mini
                baseUrl: https://api.aimlapi.com/v1
                apiKeyEnv: AIMLAPI_API_KEY
                model: ai21/jamba-1-5-mini
                stream: true
                params: { temperature: 0, max_tokens: 300, seed: 7 }
              - id: gpt-4o-mini
                preset: openai
                model: gpt-4o-mini
                params: { temperature: 0, max_tokens: 300, seed: 7 }
              - id: local
                baseUrl: ${GATEWAY_URL:-http://127.0.0.1:8000/v1}
                auth: none
                model: my-local-llama
                concurrency: 4
                params: { temperature: 0, max_tokens: 300, extra: { mirostat: 2 } }

            prompts:
              - id: v1
                file: prompts/support-v1.txt
              - id: v2
                messages:
                  - role: system
                    content: You answer for {{shop}}. Reply in {{language}}.
                  - role: user
                    content: "{{question}}"

            datasets:
              - id: refunds
                file: datasets/refunds.csv
                vars: { shop: Example Ltd }
              - id: delivery
                file: datasets/delivery.csv
                sample: { n: 200, seed: 1 }
                vars: { shop: Example Ltd }
                models: [jamba*, local]

            checks:
              - { type: finish-reason, value: stop }
              - { type: latency, threshold: 15s }
              - { type: not-icontains, value: as an ai language model, metric: tone, weight: 0.5 }

            run:
              concurrency: 16
              repeat: 1
              retries: { max: 4 }
              timeout: 60s
              maxErrorRate: 2%

            pricing:
              asOf: 2026-01-02
              models:
                gpt-4o-mini: { input: 0.15, cachedInput: 0.075, output: 0.60 }
                local: free

            slo: { latency: 5s, ttft: 1s }

            gates:
              - passRate >= 95%
              - passRate[tag=eu] >= 98%
              - { expr: latency.p95 < 5s, minSamples: 200 }
              - { expr: finishReason.length <= 0.5%, severity: warn }
              - cost.total < 3 USD

            reports:
              formats: [html, csv, jsonl, json, junit]
              html: { title: Support bot, maxSize: 25MB }

            profiles:
              smoke:
                run: { concurrency: 4 }
                datasets: { "*": { sample: { n: 10, seed: 1 } } }
                gates: [passRate >= 80%]
              nightly:
                run: { repeat: 3 }
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void writeFiles() {
        Suites.write(root.resolve("simulator.csv"), "match,answer\n*,Paris.\n");
        Suites.write(
                root.resolve("datasets/quickstart.csv"), "question,__expected\nCapital of France?,icontains: Paris\n");
        Suites.write(root.resolve("prompts/support-v1.txt"), "{{question}}\n");
        String rows = "question,language,__metadata:tag[]\nMay I return it?,English,eu\n";
        Suites.write(root.resolve("datasets/refunds.csv"), rows);
        Suites.write(root.resolve("datasets/delivery.csv"), rows);
    }

    private Suite read(String yaml) {
        return Suite.read(
                Suites.write(root.resolve("promptmeter.yaml"), yaml),
                Suites.variables(Map.of("OPENAI_API_KEY", "7f3a9c1e5b2d8064")));
    }

    @Test
    void theQuickstartLoads() {
        Suite suite = read(QUICKSTART);

        assertThat(suite.models().get(0).simulator().get("script"))
                .containsExactly(root.resolve("simulator.csv").toString());
        assertThat(suite.prompts().get(0).template())
                .isEqualTo("system: Answer in one short sentence.\n\nuser: {{question}}");
        assertThat(suite.gates()).hasSize(2);
    }

    @Test
    void theSupportBotLoads() {
        ScannedSuite scanned = SuiteScan.scan(read(SUPPORT));

        assertThat(scanned.suite().models())
                .extracting(ModelSpec::delivery)
                .containsExactly(Delivery.STREAM, Delivery.PLAIN, Delivery.PLAIN);
        assertThat(scanned.suite().models())
                .extracting(model -> model.baseUri().toString())
                .containsExactly("https://api.aimlapi.com/v1", "https://api.openai.com/v1", "http://127.0.0.1:8000/v1");
        assertThat(scanned.suite().prompts()).extracting(Prompt::id).containsExactly("v1", "v2");
        assertThat(scanned.suite().datasets().get(1).models()).containsExactly("jamba-mini", "local");
        assertThat(scanned.suite().prices().of("local").orElseThrow().free()).isTrue();
        assertThat(scanned.suite().prices().of("jamba-mini")).isEmpty();
        assertThat(scanned.metrics()).containsExactly("tone");
        assertThat(scanned.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {QUICKSTART, SUPPORT})
    void theSchemaAcceptsThem(String yaml) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SuiteSchema.schema().toString(), InputFormat.JSON);

        assertThat(schema.validate(yaml, InputFormat.YAML)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"datasets/quickstart/promptmeter.yaml", "datasets/aimlapi/promptmeter.yaml"})
    void theSchemaAcceptsTheShippedOnes(String file) throws Exception {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SuiteSchema.schema().toString(), InputFormat.JSON);

        assertThat(schema.validate(Files.readString(Path.of(file)), InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void theSchemaAcceptsAVariableWhereTheReaderExpandsOne() {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SuiteSchema.schema().toString(), InputFormat.JSON);
        String run = Suites.smallest("run: { concurrency: \"${N:-4}\" }\n");
        String checks = Suites.smallest("checks: [{ type: is-json, weight: \"${W}\" }]\n");

        assertThat(schema.validate(run, InputFormat.YAML)).isEmpty();
        assertThat(schema.validate(checks, InputFormat.YAML)).isNotEmpty();
        assertThat(Suites.faults(root, run)).isEmpty();
        assertThat(Suites.faults(root, checks))
                .singleElement()
                .asString()
                .contains("checks[0].weight: expected a number");
    }

    @Test
    void theLastKeyOfTheReaderIsInTheSchemaWithItsDefault() {
        var run = SuiteSchema.schema().at("/properties/run/properties/concurrency");

        assertThat(run.toString()).contains("\"maximum\":1024").contains("\"default\":8");
        assertThat(List.of(SuiteSchema.schema().get("required").toString()))
                .containsExactly("[\"version\",\"name\",\"models\",\"datasets\"]");
    }
}
