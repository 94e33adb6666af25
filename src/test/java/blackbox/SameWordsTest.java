package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run that is compared with its baseline, as each reader is told of it. */
class SameWordsTest {

    @TempDir
    Path folder;

    private Towns towns;

    @BeforeEach
    void write() {
        towns = new Towns(folder);
        towns.write(
                "[passRate >= 50%, passRate >= baseline - 3pp, regressions <= 30, { expr: passRate >= 99%, severity: warn }]",
                "baseline: baselines/towns.csv\n");
        Towns.save(towns.run(), "--name", "main");
    }

    @Test
    void aWorseRunIsWorseInTheSameWordsEverywhere() {
        towns.script(Towns.wrong(0, 40));
        Path out = towns.next();
        Path outputs = Path.of(Program.file(folder, "outputs", ""));

        Ended ended = Program.run(
                Map.of("GITHUB_ACTIONS", "true", "GITHUB_OUTPUT", outputs.toString()),
                "run",
                towns.suite().toString(),
                "-o",
                out.toString());

        assertThat(ended.code()).isEqualTo(101);
        assertThat(ended.out()).contains("REGRESSED  2 of 4 gates");
        assertThat(text(out, "summary.md"))
                .startsWith("## ❌ Promptmeter: `towns` regressed 2 of 4 gates\n")
                .contains("<details><summary>33 regressed</summary>", "33 regressed");
        assertThat(Program.text(outputs)).contains("verdict=regressed\nexit-code=101\n", "\nregressions=33\n");
        assertThat(text(out, "badge.json")).contains("\"color\": \"orange\"");
        assertThat(text(out, "junit.xml")).contains("<property name=\"change\" value=\"regressed\"/>");
        List<String> texts = new ArrayList<>(List.of(ended.out()));
        List.of("summary.md", "comment.md", "junit.xml").forEach(file -> texts.add(text(out, file)));
        for (JsonNode gate : Program.json(out, "summary.json").path("gates")) {
            String verdict = gate.path("verdict").asString();
            assertThat(texts).allSatisfy(text -> assertThat(text).contains(verdict));
        }
        String sure = "(improved 0, worsened 33 of 120). Change -27.5 points; at least 21.3 points lower (95 % sure)";
        assertThat(texts).allSatisfy(text -> assertThat(text).contains(sure));
    }

    @Test
    void anUnchangedRunPassesAndListsNoRegression() {
        Path out = towns.next();

        assertThat(Program.run("run", towns.suite().toString(), "-o", out.toString(), "-q")
                        .code())
                .isZero();

        assertThat(text(out, "summary.md"))
                .startsWith("## ✅ Promptmeter: `towns` passed 3 of 4 gates\n")
                .contains("### Changes since `main", "⚠️ FAIL (warn)")
                .containsOnlyOnce("tokens.completion.mean")
                .doesNotContain("COMPARED", "regressed</summary>");
        assertThat(text(out, "junit.xml")).contains("<testsuite name=\"gates\" tests=\"4\" failures=\"0\"");
    }

    private static String text(Path run, String file) {
        return Program.text(run.resolve(file));
    }
}
