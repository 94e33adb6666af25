package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked examples of the page on gates are what a run says. */
class GateDocsTest {

    private static final Pattern BLOCK = Pattern.compile("```(yaml|text)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static List<String> blocks(String kind) throws IOException {
        String page = Files.readString(Path.of("docs/gates.md"), StandardCharsets.UTF_8);
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(kind))
                .map((MatchResult block) -> block.group(2).strip())
                .toList();
    }

    private static List<String> verdicts(Path run) {
        return StreamSupport.stream(
                        Program.json(run, "summary.json").path("gates").spliterator(), false)
                .map(gate -> gate.path("text").asString())
                .toList();
    }

    @Test
    void pointGuardAndProveSayWhatThePageSays() throws IOException {
        var towns = new Towns(folder);
        String gates = blocks("yaml").get(0).substring("gates:".length());
        towns.write("\n" + gates.indent(2).stripTrailing(), "");
        Path baseline = towns.run();
        towns.script(Towns.wrong(1, 9));
        Path slightly = towns.run("--baseline", baseline.toString());
        towns.script(Towns.wrong(2, 25));
        Path much = towns.run("--baseline", baseline.toString());

        assertThat(verdicts(slightly)).isEqualTo(blocks("text").subList(1, 4));
        assertThat(verdicts(much).get(2)).isEqualTo(blocks("text").get(4));
        assertThat(Program.json(slightly, "summary.json").path("exitCode").asInt())
                .isEqualTo(102);
        assertThat(Program.json(much, "summary.json")
                        .path("gates")
                        .get(2)
                        .path("verdict")
                        .asString())
                .isEqualTo("FAIL");
    }
}
