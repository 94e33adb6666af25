package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files as users of promptfoo have them run unchanged; the verdicts were worked out by hand. */
class PromptfooFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"translation", "extraction", "tone"})
    void theFileRunsUnchangedWithTheVerdictsThatItsAuthorMeant(String name) throws Exception {
        Path files = Path.of(getClass().getResource("/promptfoo/" + name).toURI());

        Ended ended = run(files);

        assertThat(ended.err()).doesNotContain("PM-1");
        assertThat(ended.code()).isEqualTo(100);
        assertThat(verdicts()).isEqualTo(expected(files));
    }

    private Ended run(Path files) {
        try (Simulator simulator = Simulator.start(Script.read(files.resolve("answers.csv")))) {
            return Program.run(
                    "run",
                    files.resolve("tests.csv").toString(),
                    "--prompt-file",
                    files.resolve("prompt.txt").toString(),
                    "--model",
                    "any",
                    "--base-url",
                    simulator.baseUri().toString(),
                    "-o",
                    folder.resolve("run").toString());
        }
    }

    private List<String> verdicts() {
        List<String> verdicts = new ArrayList<>();
        Program.text(folder.resolve("run/results.jsonl")).lines().skip(1).forEach(line -> {
            JsonNode result = JsonMapper.shared().readTree(line);
            JsonNode verdict = result.path("verdict");
            StringBuilder text = new StringBuilder()
                    .append(result.path("id").path("rowLine").asInt())
                    .append(' ')
                    .append(verdict.path("verdict").asString());
            verdict.path("failedChecks").forEach(check -> text.append(' ').append(check.asString()));
            verdicts.add(text.toString());
        });
        return verdicts;
    }

    private static List<String> expected(Path files) {
        return Program.text(files.resolve("verdicts.txt"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
