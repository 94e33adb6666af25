package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.chat.openai.ClientChecks;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What stands on which stream, whatever a dataset or a model says. */
class StreamsTest {

    private static final String ESCAPE = "\u001B";

    /** What the model answers: colours, a command of a CI log at the start of a line, a text that runs backwards. */
    private static final String HOSTILE = "red \u001B[31m\n::error::owned\n##[error]owned\r\u202Edesrever";

    @TempDir
    Path folder;

    private String out;

    @BeforeEach
    void lay() {
        out = folder.resolve("run").toString();
    }

    private String data(String... prompts) {
        StringBuilder csv = new StringBuilder("id,prompt,expected\n");
        for (int i = 0; i < prompts.length; i++) {
            csv.append('r')
                    .append(i)
                    .append(",\"")
                    .append(prompts[i].replace("\"", "\"\""))
                    .append("\",Paris\n");
        }
        return Program.file(folder, "cases.csv", csv.toString());
    }

    @Test
    void withJsonStandardOutputIsOneDocument() {
        Ended ended = Program.run("run", data("Paris", "Paris"), "-o", out, "--json", "--progress", "plain");

        JsonNode summary = ended.json();
        assertThat(summary.path("schema").asString()).isEqualTo("promptmeter.summary/1");
        assertThat(summary.path("verdict").asString()).isEqualTo("passed");
        assertThat(ended.out()).isEqualTo(Program.text(folder.resolve("run/summary.json")));
        assertThat(ended.err()).contains("2 cases");
    }

    @Test
    void withJsonAFaultIsADocumentToo() {
        Ended ended =
                Program.run("run", "--json", folder.resolve("nowhere.yaml").toString());

        JsonNode document = ended.json();
        assertThat(document.path("schema").asString()).isEqualTo("promptmeter.error/1");
        assertThat(document.path("exitCode").asInt()).isEqualTo(2);
        assertThat(document.path("exitName").asString()).isEqualTo("usage");
        assertThat(document.path("messages").get(0).path("code").asString()).isEqualTo("PM-1010");
        assertThat(document.path("messages").get(0).path("line").isNull()).isTrue();
    }

    @Test
    void inAPipeNothingMovesTheCursor() {
        Ended ended = Program.run(Map.of("TERM", "xterm-256color"), "run", data("Paris", HOSTILE), "-o", out);

        assertThat(ended.out() + ended.err()).doesNotContain(ESCAPE, "\r");
    }

    @Test
    void colourIsThereOnlyWhereItIsAskedFor() {
        String data = data("Paris");

        assertThat(Program.run("run", data, "-o", out, "--color", "always").out())
                .contains(ESCAPE + "[32m");
        assertThat(Program.run(Map.of("FORCE_COLOR", "1", "NO_COLOR", "1"), "run", data, "-o", out + "2")
                        .out())
                .doesNotContain(ESCAPE);
    }

    @Test
    void whatAModelSaysNeverBeginsALineAndNeverActs() {
        Ended ended = Program.run("run", data(HOSTILE), "-o", out, "-vv");

        String shown = ended.out() + ended.err();
        assertThat(shown).contains("owned").doesNotContain(ESCAPE, "\u202E");
        assertThat(shown.lines()).noneMatch(line -> line.startsWith("::") || line.startsWith("##"));
    }

    @Test
    void whereLogsObeyCommandsForeignTextStandsBetweenMarks() {
        Ended ended = Program.run(Map.of("GITHUB_ACTIONS", "true"), "run", data(HOSTILE), "-o", out);

        String first = ended.out().lines().findFirst().orElseThrow();
        assertThat(first).startsWith("::stop-commands::");
        String end = "::" + first.substring("::stop-commands::".length()) + "::";
        assertThat(ended.out().lines().dropWhile(line -> !line.equals(end)).skip(1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("::error "))
                .noneMatch(line -> line.contains("##"));
    }

    /** Some servers obey behind white space, others anywhere in a line. */
    @Test
    void whereLogsObeyCommandsNoLineOfAnyCommandIsOne() {
        String data = Program.file(
                folder,
                "odd.csv",
                "id,prompt,__expected,z\n##[error]x,say,equals: ##vso[task.x]y,1\n\u3000::error::x,say,equals: b,1\n");
        Map<String, String> server = Map.of("TF_BUILD", "True");

        String run = shown(Program.run(server, "run", data, "-o", out, "-v"));
        String shown = shown(Program.run(server, "show", out));
        String checked = shown(Program.run(server, "validate", data, "--model", "m", "--preset", "simulator"));
        Ended document = Program.run(server, "run", data, "-o", out + "2", "--json", "--title", "##[error]t");

        assertThat(run).contains("# #[error]x").contains("# #vso[");
        assertThat(run + shown + checked + document.out()).doesNotContain("##[", "##vso[");
        assertThat((run + shown + checked).lines())
                .noneMatch(line -> line.strip().startsWith("::"));
        assertThat(document.json().isObject()).isTrue();
    }

    private static String shown(Ended ended) {
        return ended.out() + ended.err();
    }

    @Test
    void quietLeavesTheVerdictAndNothingThatIsInOrder() {
        Ended ended = Program.run("run", data("Paris"), "-o", out, "-q");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).doesNotContain("MODELS", "✓").contains("PASSED");
    }

    @Test
    void verboseTellsOfEachCaseAndTwiceAsVerboseOfEachAttempt() {
        try (Simulator simulator = Simulator.start(Script.of())) {
            String url = simulator.baseUri().toString();
            String data = data("Paris", "Paris!");

            String once = Program.run("run", data, "-o", out, "--model", "m", "--base-url", url, "-v")
                    .err();
            String twice = Program.run("run", data, "-o", out + "2", "--model", "m", "--base-url", url, "-vv")
                    .err();

            assertThat(once)
                    .contains("PASS cases/r0 · default · m")
                    .contains("FAIL cases/r1 · default · m")
                    .doesNotContain("HTTP");
            assertThat(twice).contains("attempt 1").contains("HTTP 200");
        }
    }

    @Test
    void anOldJavaIsSpokenOfInOneLine() {
        Ended ended = Program.here(Map.of(), "run", data("Rome"), "-o", out, "--progress", "none");

        assertThat(ended.err().lines().toList())
                .isEqualTo(ClientChecks.advice(Runtime.version()).stream()
                        .map(text -> "PM-6115  " + text)
                        .toList());
    }

    @Test
    void withoutProgressStandardErrorStaysEmpty() {
        assertThat(Program.run("run", data("Rome"), "-o", out, "--progress", "none")
                        .err())
                .isEmpty();
    }
}
