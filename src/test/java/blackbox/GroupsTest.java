package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Groups of checks and derived metrics in whole runs, and what {@code validate} says of checks. */
class GroupsTest {

    private static final String SUITE = """
            version: 1
            name: groups
            models:
              - { id: sim, preset: simulator, model: sim-small, simulator: { script: sim.csv } }
            prompts:
              - { id: v1, text: "{{question}}" }
            datasets:
              - file: capitals.csv
            checks:
              - type: assert-set
                threshold: 0.5
                weight: 2
                metric: completeness
                checks:
                  - { type: icontains, value: "{{capital}}", metric: recall }
                  - { type: contains, value: capital, metric: precision }
            derived:
              f1: "2 * mean(precision) * mean(recall) / (mean(precision) + mean(recall))"
              nothing: f1 / (mean(recall) - mean(recall))
            gates:
              - metric.f1.mean >= 0.6
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void lay() {
        Program.file(folder, "capitals.csv", "id,question,capital\nfr,France?,Paris\nit,Italy?,Rome\n");
        Program.file(
                folder, "sim.csv", "match,answer\ncontains: France,The capital is Paris.\ncontains: Italy,No idea.\n");
    }

    private Ended run(String suite) {
        String file = Program.file(folder, "promptmeter.yaml", suite);
        return Program.run("run", file, "-o", folder.resolve("run").toString());
    }

    @Test
    void aGroupIsOneCheckWhosePartsAreRecorded() {
        run(SUITE);

        List<String> lines =
                Program.text(folder.resolve("run/results.jsonl")).lines().toList();
        JsonNode passing = JsonMapper.shared().readTree(lines.get(1));
        JsonNode failing = JsonMapper.shared().readTree(lines.get(2));
        assertThat(passing.at("/verdict/checksTotal").asInt()).isEqualTo(1);
        assertThat(passing.at("/checks/0/score").asDouble()).isEqualTo(1);
        assertThat(passing.at("/checks/0/checks/0/value").asString()).isEqualTo("Paris");
        assertThat(failing.at("/verdict/reason").asString())
                .isEqualTo("assert-set: score 0 is below 0.5: icontains: does not contain \"rome\"");
        assertThat(failing.at("/checks/0/checks/1/pass").asBoolean()).isFalse();
    }

    @Test
    void metricsOfGroupsAndDerivedOnesAreInTheSummary() {
        Ended ended = run(SUITE);

        JsonNode metrics = Program.json(folder.resolve("run"), "summary.json").path("metrics");
        assertThat(metrics.valueStream().map(metric -> metric.path("name").asString()))
                .containsExactly("completeness", "recall", "precision", "f1", "nothing");
        assertThat(metrics.at("/3/mean").asDouble()).isEqualTo(0.5);
        assertThat(metrics.at("/3/n").asInt()).isEqualTo(2);
        assertThat(metrics.at("/4/mean").isNull()).isTrue();
        assertThat(ended.code()).isEqualTo(100);
        assertThat(Program.text(folder.resolve("run/report.html"))).contains("= 2 * mean(precision)");
    }

    @Test
    void everyReportCanBeMadeAgain() {
        run(SUITE);

        Program.run(
                "report",
                folder.resolve("run").toString(),
                "-o",
                folder.resolve("again").toString());

        assertThat(List.of("report.html", "results.csv", "results.jsonl", "summary.json", "junit.xml"))
                .allSatisfy(
                        name -> assertThat(Program.text(folder.resolve("again").resolve(name)))
                                .isEqualTo(Program.text(folder.resolve("run").resolve(name))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean(recal) | PM-1502 | no check has metric 'recal': did you mean 'recall'?",
                "mean(recall | PM-1501 | expected ')'",
            })
    void aDerivedMetricThatCannotBeComputedIsALoadError(String line) {
        String[] parts = line.split(" \\| ");

        Ended ended = run(SUITE.replace("f1 / (mean(recall) - mean(recall))", parts[0]));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains(parts[1])
                .contains("promptmeter.yaml:19:")
                .contains(parts[2]);
    }

    @Test
    void aFaultInsideAGroupNamesItsOwnLine() {
        Ended ended = run(SUITE.replace("{ type: contains, value: capital", "{ type: contians, value: capital"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("promptmeter.yaml:16:").contains("'contains'");
    }

    @Test
    void validateExplainsEveryExpectationAndListsLiteralsWithAColonOncePerHead() {
        String data = Program.file(folder, "cells.csv", """
                prompt,expected
                a,Note: bring ID
                b,Note: bring a pen
                c,levenshtein(3): kitten
                d,not-contains: two weeks
                e,not-contains: two weeks
                """);

        String out = Program.run("validate", "-v", data).out();

        assertThat(out)
                .contains("cells.csv:2:3  Note: bring ID\n  a literal: the answer is this text, 1 row\n")
                .contains(
                        "cells.csv:5:3  not-contains: two weeks\n  passes unless the text stands in the answer, 2 rows\n")
                .contains("number 3, 1 row\n")
                .containsOnlyOnce("\n  Note:   first ");
    }

    @Test
    void validatePrintsTypeValueAndNumberForPrograms() {
        String data = Program.file(folder, "cells.csv", "prompt,expected\na,not-levenshtein(3): kitten\n");

        JsonNode check = Program.run("validate", "--json", data).json().at("/suites/0/datasets/0/checks/0");

        assertThat(check.path("type").asString()).isEqualTo("levenshtein");
        assertThat(check.path("negated").asBoolean()).isTrue();
        assertThat(check.path("value").asString()).isEqualTo("kitten");
        assertThat(check.path("number").asString()).isEqualTo("3");
        assertThat(check.path("rows").asInt()).isEqualTo(1);
    }
}
