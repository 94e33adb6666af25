package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Gates against a baseline, from the suite to the exit code and to every file that tells of them. */
class BaselineGatesTest {

    private static final String GATE = "passRate >= baseline - 3pp";
    private static final String NAMED = "baseline: baselines/towns.csv\n";

    @TempDir
    Path folder;

    private Towns towns;
    private Path out;

    @BeforeEach
    void write() {
        towns = new Towns(folder);
        towns.write("[" + GATE + "]", NAMED);
    }

    private Ended run(String... more) {
        out = towns.next();
        return towns.start(out, more);
    }

    private void save() {
        run();
        Towns.save(out, "--name", "main");
    }

    private JsonNode summary() {
        return Program.json(out, "summary.json");
    }

    private JsonNode gate() {
        return summary().path("gates").path(0);
    }

    /** The same text in every file that has the gate's result as a sentence. */
    private void everyFileSays(String word, String change) {
        Program.run("report", out.toString(), "--report", "html,junit,markdown,comment");
        for (String file : List.of("report.html", "junit.xml", "summary.md", "comment.md")) {
            assertThat(Program.text(out.resolve(file))).as(file).contains(word, change);
        }
    }

    @Test
    void anUnchangedRunPassesAndNothingIsHidden() {
        save();

        Ended ended = run();

        assertThat(ended.code()).isZero();
        assertThat(gate().path("verdict").asString()).isEqualTo("PASS");
        assertThat(gate().path("improved").asInt()).isZero();
        assertThat(gate().path("worsened").asInt()).isZero();
        assertThat(gate().path("hiddenDrop").asDouble()).isPositive();
        assertThat(summary().path("baseline").path("regressed").asInt()).isZero();
    }

    @Test
    void withoutAFileItIsSkippedAndEveryFileSaysSo() {
        Ended ended = run();

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("SKIPPED", "baseline save");
        assertThat(gate().path("verdict").asString()).isEqualTo("SKIPPED");
        everyFileSays("SKIPPED", "baseline save");
    }
}
