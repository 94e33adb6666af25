package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.run.Retry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {

    @TempDir
    private Path root;

    @Nested
    class Traps {

        private static final SuiteLine LINE = SuiteLine.begin(23, "suite loader, traps of the language", 0);

        @AfterAll
        static void end() {
            LINE.close();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            a: &x 1               | PM-1105  promptmeter.yaml:1:4  anchors, aliases, merge keys, tags
            a: !!str b            | PM-1105  promptmeter.yaml:1:4  anchors, aliases, merge keys, tags
            a: !ScriptEngine [b]  | PM-1105  promptmeter.yaml:1:4  anchors, aliases, merge keys, tags
            <<: { a: 1 }          | PM-1105  promptmeter.yaml:1:1  anchors, aliases, merge keys, tags
            a: *x                 | PM-1105  promptmeter.yaml:1:4  anchors, aliases, merge keys, tags
            [a]: b                | PM-1113  promptmeter.yaml:1:1  a key must be text; found a list
            a: [b                 | PM-1113  promptmeter.yaml:2:1  cannot be read as YAML
            just text             | PM-1101  promptmeter.yaml  a suite is a map of keys; found 'just text'
            """)
        void whatOtherReadersGuessAtIsRefused(String yaml, String fault) {
            LINE.count();
            assertThat(Suites.faults(root, yaml + "\n")).first().asString().startsWith(fault);
        }

        @Test
        void aKeyThatStandsTwiceIsRefusedWithBothLines() {
            assertThat(Suites.faults(root, "version: 1\nname: a\nname: b\n"))
                    .containsExactly("PM-1103  promptmeter.yaml:3:1  key 'name' appears twice, first on line 2");
        }

        @Test
        void aSecondDocumentIsRefused() {
            assertThat(Suites.faults(root, Suites.smallest("---\nversion: 1\n")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1105  promptmeter.yaml:12:1");
        }

        @Test
        void aTabCannotIndent() {
            assertThat(Suites.faults(root, "run:\n\tconcurrency: 4\n"))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1113  promptmeter.yaml:2:1  cannot be read as YAML");
        }

        @ParameterizedTest
        @CsvSource({"''", "'# only a comment'", "'---'", "'{}'"})
        void anEmptySuiteSaysHowToStartOne(String yaml) {
            assertThat(Suites.faults(root, yaml))
                    .containsExactly("PM-1101  promptmeter.yaml  the suite is empty; start one with: promptmeter init");
        }

        @Test
        @Timeout(30)
        void anAliasBombAndADeepNestAreRefusedBeforeTheyCostAnything() {
            StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
            for (char c = 'b'; c <= 'i'; c++) {
                String refs = String.join(", ", Collections.nCopies(9, "*" + (char) (c - 1)));
                bomb.append(c).append(": &").append(c).append(" [").append(refs).append("]\n");
            }

            assertThat(Suites.faults(root, bomb.toString())).first().asString().startsWith("PM-1105");
            assertThat(Suites.faults(root, "a: " + "[".repeat(2000) + "]".repeat(2000)))
                    .containsExactly("PM-1113  promptmeter.yaml:1:35  nested deeper than 32 levels");
        }

        @Test
        void aSuiteIsMeasuredBeforeItIsParsed() throws Exception {
            Path large = root.resolve("large.yaml");
            Files.write(large, ("# " + "x".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8));
            Path latin = root.resolve("latin.yaml");
            Files.write(latin, "name: Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> Suite.read(large, Suites.variables(Map.of())))
                    .hasMessageEndingWith("large.yaml  is larger than 1 MiB");
            assertThatThrownBy(() -> Suite.read(latin, Suites.variables(Map.of())))
                    .hasMessageContaining("is not UTF-8");
            assertThatThrownBy(() -> Suite.read(root.resolve("none.yaml"), Suites.variables(Map.of())))
                    .hasMessageContaining("PM-1111")
                    .hasMessageContaining("does not exist");
        }

        @Test
        void aByteOrderMarkIsDropped() {
            assertThat(Suites.read(root, "\uFEFF" + Suites.smallest("")).name()).isEqualTo("support");
        }

        @Test
        void allFaultsOfTheStageAreReportedTogetherWithTheirPlaces() {
            String yaml = Suites.smallest("run:\n  concurrency: 0\n  timeout: 5\nslo: { latncy: 5s }\n");

            assertThat(Suites.faults(root, yaml))
                    .containsExactly(
                            "PM-1107  promptmeter.yaml:13:16  run.concurrency: 0 is outside 1 to 1024",
                            "PM-1106  promptmeter.yaml:14:12  run.timeout: expected DURATION such as 500ms, 30s, 5m; found '5' (the unit is missing)",
                            "PM-1102  promptmeter.yaml:15:8  unknown key 'latncy' under slo: did you mean 'latency'?");
        }
    }

    @Nested
    class Defaults {

        @Test
        void whatIsNotWrittenHoldsAsTheTableSays() {
            Suite suite = Suites.read(root, Suites.smallest(""));

            assertThat(suite.run().concurrency()).isEqualTo(8);
            assertThat(suite.run().repeat()).isEqualTo(1);
            assertThat(suite.run().warmup()).isNull();
            assertThat(suite.run().seed()).isEqualTo(1);
            assertThat(suite.run().timeout()).isEqualTo(Duration.ofSeconds(60));
            assertThat(suite.run().retry()).isEqualTo(Retry.DEFAULT);
            assertThat(suite.run().maxErrorRate()).isEqualTo(0.02);
            assertThat(suite.models().get(0).deadlines().headers()).isEqualTo(Duration.ofSeconds(60));
            assertThat(suite.models().get(0).deadlines().idle()).isEqualTo(Duration.ofSeconds(30));
            assertThat(suite.reports().formats())
                    .containsExactlyElementsOf(ReportSettings.FORMATS)
                    .contains("markdown", "comment", "badge", "summary", "annotations", "outputs");
            assertThat(suite.reports().html().maxBytes()).isEqualTo(25_000_000);
            assertThat(suite.gates()).isNull();
            assertThat(suite.datasets().get(0).id()).isEqualTo("questions");
        }

        @Test
        void aDeadlineOfAModelWinsOverTheOneOfTheRun() {
            String yaml = Suites.smallest("run: { timeout: 30s, timeouts: { firstToken: 5s } }\n")
                    .replace("    model: ai21", "    timeout: 10s\n    model: ai21");

            var deadlines = Suites.read(root, yaml).models().get(0).deadlines();

            assertThat(deadlines.total()).isEqualTo(Duration.ofSeconds(10));
            assertThat(deadlines.headers()).isEqualTo(Duration.ofSeconds(10));
            assertThat(deadlines.firstToken()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Nested
    class OfFiles {

        @Test
        void aPromptFileIsOneUserMessageWithoutItsLastLineEnd() {
            Suites.write(root.resolve("prompts/short.txt"), "\uFEFFAnswer briefly: {{question}}\r\n");

            Prompt prompt = prompt("file: prompts/short.txt");

            assertThat(prompt.id()).isEqualTo("short");
            assertThat(prompt.template()).isEqualTo("Answer briefly: {{question}}");
            assertThat(prompt.sha()).isEqualTo("42e3ff4f8242");
        }

        @Test
        void aPatternMakesOnePromptOfEachFileInOrder() {
            Suites.write(root.resolve("prompts/v2.txt"), "Two {{question}}");
            Suites.write(root.resolve("prompts/v1.md"), "One {{question}}");
            Suites.write(
                    root.resolve("prompts/v3.json"), "[{\"role\": \"user\", \"content\": \"Three {{question}}\"}]");

            Suite suite = Suites.read(root, withPrompt("file: \"prompts/*\""));

            assertThat(suite.prompts()).extracting(Prompt::id).containsExactly("v1", "v2", "v3");
            assertThat(suite.prompts())
                    .extracting(Prompt::template)
                    .containsExactly("One {{question}}", "Two {{question}}", "Three {{question}}");
        }

        @Test
        void aMissingFileAndOneOutsideAreRefused() throws Exception {
            Path outside = Files.createTempFile("outside", ".txt");

            assertThat(Suites.faults(root, withPrompt("file: missing.txt")))
                    .containsExactly("PM-1111  missing.txt  the file does not exist");
            assertThat(Suites.faults(root, withPrompt("file: " + outside)))
                    .singleElement()
                    .asString()
                    .contains("is outside the suite's folder")
                    .contains("--allow-outside");
            Files.delete(outside);
        }

        @Test
        void aSymbolicLinkDoesNotLeadOut() throws Exception {
            Path outside = Files.createTempDirectory("outside");
            Suites.write(outside.resolve("secret.txt"), "{{question}}");
            Files.createSymbolicLink(root.resolve("link"), outside);

            assertThat(Suites.faults(root, withPrompt("file: link/secret.txt")))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1111")
                    .contains("is outside the suite's folder");
            Files.delete(root.resolve("link"));
        }

        @Test
        void aTemplateThatCannotBeReadNamesItsOwnLine() {
            Suites.write(root.resolve("broken.txt"), "Line one\nHello {{ name | upper }}");

            assertThat(Suites.faults(root, withPrompt("file: broken.txt")))
                    .containsExactly(
                            "PM-1302  broken.txt:2:7  filters are not supported: only a column name may stand between {{ and }}");
        }

        @Test
        void idsAreUniqueAlsoWithoutCase() {
            String yaml = Suites.smallest("  - { id: Questions, file: other.csv }\n");

            assertThat(Suites.faults(root, yaml))
                    .containsExactly(
                            "PM-1110  promptmeter.yaml:12:28  dataset ids 'questions' and 'Questions' differ only in case");
        }

        private Prompt prompt(String lines) {
            return Suites.read(root, withPrompt(lines)).prompts().get(0);
        }

        private String withPrompt(String lines) {
            return Suites.smallest("").replace("  - id: v1\n    text: \"{{question}}\"", "  - " + lines);
        }
    }

    @Test
    void valuesNameTheirOrigins() {
        SuiteOptions options = Suites.variables(Map.of("MODEL_HOST", "http://127.0.0.1:9000/v1"))
                .withProfiles("nightly")
                .withAssignments(new Assignment("run.timeout", "30s", "flag --timeout"));
        String yaml = Suites.smallest("run: { repeat: 2 }\nprofiles: { nightly: { run: { concurrency: 16 } } }\n")
                .replace("http://127.0.0.1:8000/v1", "${MODEL_HOST}");

        List<Effective> values = Suites.read(root, yaml, options).values();

        assertThat(values)
                .contains(
                        new Effective("run.repeat", "2", "suite:12"),
                        new Effective("run.concurrency", "16", "profile nightly"),
                        new Effective("run.timeout", "30s", "flag --timeout"),
                        new Effective("run.retries.max", "4", "default"),
                        new Effective("models[0].baseUrl", "http://127.0.0.1:9000/v1", "env MODEL_HOST"));
    }

    @Test
    void warningsAreKeptWithTheSuite() {
        String yaml = Suites.smallest("")
                .replace("model: ai21/jamba-1-5-mini", "model: ai21/jamba-1-5-mini\n    params: { temperature: 3 }");

        assertThat(Suites.read(root, yaml).warnings()).extracting(Problem::code).containsExactly("PM-6101");
    }
}
