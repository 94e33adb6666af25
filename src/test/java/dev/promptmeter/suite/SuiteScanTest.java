package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.gate.Gate;
import dev.promptmeter.suite.SuiteOptions.Allowance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteScanTest {

    @TempDir
    private Path root;

    private ScannedSuite scan(String rows, String yaml) {
        return scan(rows, yaml, Suites.variables(Map.of()));
    }

    private ScannedSuite scan(String rows, String yaml, SuiteOptions options) {
        Path file = Suites.write(root.resolve("promptmeter.yaml"), yaml);
        Suites.write(root.resolve("questions.csv"), rows);
        return SuiteScan.scan(Suite.read(file, options));
    }

    private List<String> faults(String rows, String yaml) {
        try {
            scan(rows, yaml);
            return List.of();
        } catch (SuiteException e) {
            return Suites.shown(root, e.problems()).stream()
                    .map(text -> text.split("\n")[0])
                    .toList();
        }
    }

    private List<String> warnings(String rows, String yaml) {
        return Suites.shown(root, scan(rows, yaml).warnings());
    }

    @Nested
    class Templates {

        @Test
        void allUnknownNamesOfAllTemplatesAreSaidAtOnce() {
            String yaml = Suites.smallest("checks: [{ type: contains, value: \"{{anwser}}\" }]\n")
                    .replace("    text: \"{{question}}\"", "    text: \"{{shop}} {{qestion}} {{question}}\"");

            assertThat(faults("question,answer\nWhy?,So.\n", yaml))
                    .containsExactly(
                            "PM-1301  promptmeter.yaml:8:5  template 'v1' uses {{shop}}; questions.csv has: question, answer",
                            "PM-1301  promptmeter.yaml:8:5  template 'v1' uses {{qestion}}; questions.csv has: question, answer: did you mean 'question'?",
                            "PM-1301  promptmeter.yaml:12:10  check 'contains: {{anwser}}' uses {{anwser}}; questions.csv has: question, answer: did you mean 'answer'?");
        }

        @Test
        void areNotHeldAgainstAFileWithoutASoundRow() {
            String yaml = Suites.smallest("").replace("questions.csv", "questions.jsonl");
            Suites.write(root.resolve("questions.jsonl"), "{\"question\":\"Why?\"\n");

            assertThat(faults("", yaml)).hasSize(1).allMatch(fault -> fault.startsWith("PM-1216  questions.jsonl:1"));
        }

        @Test
        void aVariableOfTheSuiteOrAFlagIsAsGoodAsAColumn() {
            String yaml = Suites.smallest("vars: { shop: Example Ltd }\n")
                    .replace("{{question}}", "{{shop}} {{question}} {{mood}}");
            SuiteOptions flagged = new SuiteOptions(
                    Environment.of(Map.of()),
                    List.of(),
                    List.of(),
                    Map.of("mood", "calm"),
                    SuiteOptions.Rows.AS_WRITTEN,
                    Set.of(),
                    null,
                    null);

            assertThat(scan("question\nWhy?\n", yaml, flagged).warnings()).isEmpty();
        }

        @Test
        void aMissingCellOfAUsedVariableNamesItsRow() {
            String yaml = Suites.smallest("")
                    .replace("file: questions.csv", "file: questions.csv\n    ragged: allow")
                    .replace("{{question}}", "{{question}} {{language}}");

            assertThat(faults("question,language\nWhy?,English\nHow?\n", yaml))
                    .containsExactly("PM-1301  questions.csv:3  this row has no cell for: language");
        }

        @ParameterizedTest
        @CsvSource({"''", "' '", "'\u200b\u00a0'"})
        void aMessageWithoutTextIsRefusedUnlessAllowed(String cell) {
            String rows = "question,note\nWhy?,a\n\"" + cell + "\",b\n";
            SuiteOptions allowed = new SuiteOptions(
                    Environment.of(Map.of()),
                    List.of(),
                    List.of(),
                    Map.of(),
                    SuiteOptions.Rows.AS_WRITTEN,
                    Set.of(Allowance.EMPTY_PROMPT),
                    null,
                    null);

            assertThat(faults(rows, Suites.smallest("")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1213  questions.csv:3  template 'v1' makes a message without text of this row");
            assertThat(scan(rows, Suites.smallest(""), allowed).datasets()).containsKey("questions");
        }
    }

    @Nested
    class Names {

        @Test
        void thatNobodyUsesAreAWarning() {
            assertThat(warnings("question,lang,__expected\nWhy?,en,So\n", Suites.smallest("")))
                    .containsExactly("PM-6111  questions.csv:1  no template and no check uses: lang");
        }

        @Test
        void thatHideOneAnotherAreAWarning() {
            assertThat(warnings("question\nWhy?\n", Suites.smallest("vars: { question: Hm? }\n")))
                    .containsExactly(
                            "PM-6107  questions.csv:1  the column 'question' hides the variable of that name in the suite");
        }

        @Test
        void thatHoldAKeyOfTheRunAsAnIdOrANameAreRefused() {
            String yaml =
                    Suites.smallest("").replace("    baseUrl: http://127.0.0.1:8000/v1\n", "    preset: openai\n");
            SuiteOptions options = Suites.variables(Map.of("OPENAI_API_KEY", "canary-5b2d8064"));

            assertThatThrownBy(() -> scan("__id,question\nx-canary-5b2d8064,Why?\n", yaml, options))
                    .hasMessageContaining("PM-1205")
                    .hasMessageContaining("questions.csv:2")
                    .hasMessageNotContaining("canary");
            assertThatThrownBy(() -> scan("question,canary-5b2d8064\nWhy?,x\n", yaml, options))
                    .hasMessageContaining("PM-1203")
                    .hasMessageContaining("column 2")
                    .hasMessageNotContaining("canary");
        }

        @Test
        void thatLookLikeAKeyAreAWarningWithoutTheValue() {
            assertThat(warnings("question\nmy key is sk-7f3a9c1e5b2d80647f3a\n", Suites.smallest("")))
                    .containsExactly(
                            "PM-6103  questions.csv:2  holds something that looks like an API key (the value is not shown)");
        }
    }

    @Nested
    class Checks {

        @Test
        void ofTheSuiteAreRefusedOnceAndThoseOfRowsWithTheirCell() {
            String yaml = Suites.smallest("checks:\n  - { type: contians, value: a }\n  - { type: latency }\n");

            assertThat(faults("question\nWhy?\nHow?\n", yaml))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith(
                                            "PM-1401  promptmeter.yaml:13:5  unknown check 'contians': did you mean 'contains'?"),
                            second -> assertThat(second)
                                    .startsWith("PM-1402  promptmeter.yaml:14:5  'latency' needs a number"));
            assertThat(faults("question,__expected\nWhy?,regex: (\n", Suites.smallest("")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1403  questions.csv:2:6");
        }

        @Test
        void aThresholdInAConfigColumnThatACheckDoesNotTakeIsSaidOnce() {
            assertThat(faults(
                            "question,__expected,__config:__expected:threshold\nWhy?,contains: So,0.8\n",
                            Suites.smallest("")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1214  questions.csv:2:19  the check 'contains' has no threshold");
        }

        @Test
        void anUnknownKeyOfACheckIsRefused() {
            assertThat(faults(
                            "question\nWhy?\n", Suites.smallest("checks: [{ type: contains, value: a, vlaue: b }]\n")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1102  promptmeter.yaml:12:10  unknown key 'vlaue'");
        }

        @Test
        void withAVariableAreTriedForEveryRow() {
            String yaml = Suites.smallest("checks: [{ type: levenshtein, value: \"{{answer}}\", threshold: 2 }]\n");

            assertThat(faults("question,answer\nWhy?,So\nHow?,\n", yaml))
                    .singleElement()
                    .asString()
                    .isEqualTo("PM-1402  questions.csv:3  check 'levenshtein(2): {{answer}}' of promptmeter.yaml:12:10,"
                            + " filled in for this row: 'levenshtein' needs a value, a reference text;"
                            + " in a suite also a list, of which the best counts; for example  levenshtein(3): kitten");
        }

        @Test
        void areMissedWhereOnlySomeRowsHaveThem() {
            assertThat(warnings("question,__expected\nWhy?,So\nHow?,\nWho?,\n", Suites.smallest("")))
                    .containsExactly("PM-6109  questions.csv  2 rows have no check next to 1 that have some");
        }

        @Test
        void areNotWhatAColumnExpectedHoldsInASuite() {
            String yaml = Suites.smallest("").replace("{{question}}", "{{question}} {{expected}}");

            assertThat(warnings("question,expected\nWhy?,So\n", yaml))
                    .containsExactly(
                            "PM-6110  questions.csv:1  column 'expected' is not a check: rename it __expected");
        }

        @Test
        void nameTheMetricsOfTheSuite() {
            String yaml = Suites.smallest("checks: [{ type: is-json, metric: form }]\n");

            ScannedSuite scanned = scan("question,__expected,__metric\nWhy?,So,content\n", yaml);

            assertThat(scanned.metrics()).containsExactly("form", "content");
            assertThat(scanned.checked()).isTrue();
        }
    }

    @Nested
    class Gates {

        private static final String ROWS = "question,__expected,__metadata:tag[],__metric\nWhy?,So,eu,tone\n";

        @Test
        void areReadWithTheMetricsOfTheRows() {
            String yaml = Suites.smallest(
                    "slo: { ttft: 1s }\ngates:\n  - metric.tone.mean >= 0.9\n  - passRate[tag=eu] >= 98%\n  - slo.ttft >= 90%\n");

            assertThat(scan(ROWS, yaml).gates())
                    .extracting(Gate::figure)
                    .containsExactly("metric.tone.mean", "passRate", "slo.ttft");
        }

        @Test
        void areRefusedWithTheirLines() {
            String yaml = Suites.smallest(
                    "gates:\n  - metric.tone2.mean >= 0.9\n  - latency.p95 < 5\n  - passRate[tag=ue] >= 98%\n");

            assertThat(faults(ROWS, yaml))
                    .satisfiesExactly(
                            first -> assertThat(first)
                                    .startsWith("PM-1502  promptmeter.yaml:13:5  ")
                                    .contains("did you mean 'tone'?"),
                            second -> assertThat(second).startsWith("PM-1501  promptmeter.yaml:14:5  "));
        }

        @Test
        void aboutNoRowAtAllAreRefused() {
            String yaml = Suites.smallest("gates: [\"passRate[tag=ue] >= 98%\", \"passRate[model=jam*] >= 98%\"]\n");

            assertThat(faults(ROWS, yaml))
                    .containsExactly(
                            "PM-1506  promptmeter.yaml:12  gate 'passRate[tag=ue] >= 98%': no row of the datasets belongs to [tag=ue]");
        }

        @Test
        void areImpliedWhereThereIsACheckAndNoneIsWritten() {
            assertThat(scan(ROWS, Suites.smallest("")).gates())
                    .extracting(Gate::expression)
                    .containsExactly("passRate >= 100%");
            assertThat(scan(ROWS, Suites.smallest("gates: []\n")).gates()).isEmpty();
            assertThat(scan("question\nWhy?\n", Suites.smallest("")).gates()).isEmpty();
        }

        @Test
        void mayNotShareAName() {
            assertThat(faults(ROWS, Suites.smallest("gates: [passRate >= 1%, passRate >= 1%]\n")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1110  promptmeter.yaml:12:25  gate 'passRate >= 1%' is there twice");
        }
    }

    @Test
    void faultsOfAllDatasetsAreReportedTogether() {
        Suites.write(root.resolve("more.csv"), "question\n\"never closed\n");
        String yaml = Suites.smallest("  - file: more.csv\n  - file: missing.csv\n");

        assertThat(faults("question,question\nWhy?,Why?\n", yaml))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("PM-1203  questions.csv:1"),
                        second -> assertThat(second).startsWith("PM-1204  more.csv:2"),
                        third -> assertThat(third).startsWith("PM-1209  missing.csv"));
    }

    @Test
    void settingsOfTheSimulatorAreCheckedWithoutStartingIt() {
        String yaml = Suites.smallest("")
                .replace(
                        "    baseUrl: http://127.0.0.1:8000/v1\n",
                        "    preset: simulator\n    simulator: { latncy: 5ms, port: 80 }\n");

        assertThat(faults("question\nWhy?\n", yaml))
                .satisfiesExactlyInAnyOrder(
                        first -> assertThat(first)
                                .startsWith("PM-1106  promptmeter.yaml:4:5")
                                .contains("latncy"),
                        second -> assertThat(second).startsWith("PM-1102").contains("port: cannot be set in a suite"));
    }
}
