package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that the suite lacks something for are found before anything is sent, where they stand. */
class UnmetNeedsTest {

    private static final String MODEL = "    model: ai21/jamba-1-5-mini\n";
    private static final String ROWS = "question,__expected\nWhy?,So.\n";
    private static final String TOOLS =
            "tools: [{ type: function, function: { name: now, parameters: { type: object } } }]";

    @TempDir
    private Path root;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ttft, threshold: 1s       | ttft               | stream: true: model jamba does not stream
            not-ttft, threshold: 1s   | not-ttft           | stream: true: model jamba does not stream
            perplexity, threshold: 5  | perplexity         | logprobs: true: the params of model jamba, under prompt v1, do not ask for them
            perplexity-score          | perplexity-score   | logprobs: true: the params of model jamba, under prompt v1, do not ask for them
            is-valid-tool-call        | is-valid-tool-call | tools in the request: model jamba under prompt v1 is offered none; write them into params
            java-regex, value: a      | java-regex         | allow: [java-regex] in the suite
            """)
    void aCheckOfTheSuiteIsRefusedWhereItStands(String check, String name, String need) {
        assertThat(faults(ROWS, Suites.smallest("checks: [{ type: " + check + " }]\n")))
                .containsExactly("PM-1406  promptmeter.yaml:12:10  check '" + name + "' needs " + need);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            ttft(500)             | stream: true: model jamba does not stream
            perplexity(5)         | logprobs: true: the params of model jamba, under prompt v1, do not ask for them
            is-valid-tool-call    | tools in the request: model jamba under prompt v1 is offered none; write them into params
            java-regex: a         | allow: [java-regex] in the suite
            """)
    void soIsACheckOfARow(String cell, String need) {
        assertThat(faults("question,__expected\nWhy?,So.\nHow?," + cell + "\n", Suites.smallest("")))
                .singleElement()
                .asString()
                .startsWith("PM-1406  questions.csv:3:6  check '")
                .endsWith("' needs " + need);
    }

    @Test
    void whatIsThereIsEnough() {
        String yaml = Suites.smallest("""
                allow: [java-regex]
                checks:
                  - { type: ttft, threshold: 1s }
                  - { type: perplexity, threshold: 5 }
                  - { type: is-valid-tool-call }
                  - { type: java-regex, value: "^(?!a)" }
                """)
                .replace(MODEL, MODEL + "    stream: true\n    params: { logprobs: true, " + TOOLS + " }\n");

        assertThat(faults(ROWS, yaml)).isEmpty();
    }

    @Test
    void theParametersOfThePromptCount() {
        String yaml = Suites.smallest("checks: [{ type: is-valid-tool-call }]\n")
                .replace("    text:", "    params: { " + TOOLS + " }\n    text:");

        assertThat(faults(ROWS, yaml)).isEmpty();
    }

    @Test
    void oneModelThatLacksItIsNamed() {
        String yaml = Suites.smallest("checks: [{ type: ttft, threshold: 1s }]\n")
                .replace(
                        MODEL,
                        MODEL + "    stream: true\n  - { id: slow, model: m, baseUrl: http://127.0.0.1:8000/v1 }\n");

        assertThat(faults(ROWS, yaml))
                .containsExactly(
                        "PM-1406  promptmeter.yaml:14:10  check 'ttft' needs stream: true: model slow does not stream");
    }

    @Test
    void aToolWhoseParametersAreNoSchemaIsNamed() {
        String yaml = Suites.smallest("checks: [{ type: is-valid-tool-call }]\n")
                .replace(MODEL, MODEL + "    params: { " + TOOLS.replace("type: object", "type: 7") + " }\n");

        assertThat(faults(ROWS, yaml))
                .singleElement()
                .asString()
                .startsWith("PM-1406  promptmeter.yaml:13:10  check 'is-valid-tool-call' needs tools in the request: "
                        + "model jamba under prompt v1, tool 'now': the JSON Schema is no schema");
    }

    @Test
    void aRowThatBringsItsAnswerAlongAsksForNothing() {
        String rows = "question,__expected,__providerOutput\nWhy?,ttft(500),So.\nHow?,java-regex: a,So.\n";

        assertThat(faults(rows, Suites.smallest("")))
                .containsExactly(
                        "PM-1406  questions.csv:3:6  check 'java-regex' needs allow: [java-regex] in the suite");
    }

    @Test
    void aWordThatIsNoFinishReasonWeKnowIsAWarning() {
        String rows = "question,__expected,__expected_finish\nWhy?,So.,lenght\n";
        String yaml = Suites.smallest("checks: [{ type: finish-reason, value: [stop, RECITATION] }]\n");

        assertThat(warnings(rows, yaml))
                .containsExactly(
                        "PM-6208  promptmeter.yaml:12:10  finish reason 'RECITATION' is none that we know and is compared with "
                                + "the endpoint's own word; known: stop, length, filter, tool, error, none, other",
                        "PM-6208  questions.csv:2:10  finish reason 'lenght' is none that we know and is compared with "
                                + "the endpoint's own word: did you mean 'length'?");
    }

    @Test
    void whatCannotBeAFinishReasonIsRefused() {
        assertThat(faults("question,__expected,__expected_finish\nWhy?,So.,stop or length\n", Suites.smallest("")))
                .containsExactly(
                        "PM-1215  questions.csv:2:10  \"stop or length\" cannot be a finish reason: one word of at most 64 "
                                + "characters, such as stop, length, filter, tool, error, none, other");
    }

    @Test
    void phrasesOfRefusalComeFromAFileOfTheSuite() {
        Suites.write(root.resolve("phrases.txt"), "Leider nicht\n");
        String yaml = Suites.smallest("refusalPhrases: phrases.txt\nchecks: [{ type: is-refusal }]\n");

        Suite suite = scan(ROWS, yaml).suite();

        assertThat(suite.judging().refusalPhrases()).containsExactly("Leider nicht");
        assertThat(faults(ROWS, yaml.replace("phrases.txt", "missing.txt")))
                .singleElement()
                .asString()
                .startsWith("PM-1111  missing.txt  the file does not exist");
        assertThat(faults(ROWS, yaml.replace("phrases.txt", "/etc/phrases.txt")))
                .singleElement()
                .asString()
                .startsWith("PM-1111  promptmeter.yaml:12:17  file ");
    }

    @Test
    void onlyWhatIsKnownCanBeAllowed() {
        assertThat(faults(ROWS, Suites.smallest("allow: [java-regexp]\n")))
                .containsExactly(
                        "PM-1106  promptmeter.yaml:12:9  allow[0]: 'java-regexp' is unknown: did you mean 'java-regex'?");
        assertThat(faults(ROWS, Suites.smallest("alow: [java-regex]\n")))
                .containsExactly("PM-1102  promptmeter.yaml:12:1  unknown key 'alow': did you mean 'allow'?");
    }

    private ScannedSuite scan(String rows, String yaml) {
        Path file = Suites.write(root.resolve("promptmeter.yaml"), yaml);
        Suites.write(root.resolve("questions.csv"), rows);
        return SuiteScan.scan(Suite.read(file, Suites.variables(Map.of())));
    }

    private List<String> warnings(String rows, String yaml) {
        return Suites.shown(root, scan(rows, yaml).warnings()).stream()
                .map(text -> text.split("\n")[0])
                .toList();
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
}
