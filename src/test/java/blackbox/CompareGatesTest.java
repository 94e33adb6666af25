package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Program.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates of the command line on what changed from one run to another. */
class CompareGatesTest {

    @TempDir
    static Path folder;

    private static Towns towns;
    private static Path before;
    private static Path after;

    @BeforeAll
    static void write() {
        towns = new Towns(folder);
        before = towns.run();
        Towns.save(before, "--name", "main");
        towns.script(Towns.wrong(2, 25));
        after = towns.run();
    }

    private static Ended compare(String... gates) {
        return compare(towns.baseline(), after, gates);
    }

    private static Ended compare(Path one, Path other, String... gates) {
        List<String> words = new ArrayList<>(List.of("compare", one.toString(), other.toString()));
        for (String gate : gates) {
            words.addAll(gate.startsWith("--") ? List.of(gate) : List.of("--gate", gate));
        }
        return Program.run(words.toArray(String[]::new));
    }

    @Test
    void theExitCodeIsThatOfTheGates() {
        assertThat(compare("passRate >= 50%").code()).isZero();
        assertThat(compare("passRate >= 95%").code()).isEqualTo(100);
        assertThat(compare("passRate >= 95%", "passRate >= baseline - 3pp").code())
                .isEqualTo(100);
        assertThat(compare("passRate >= baseline - 3pp").code()).isEqualTo(101);
        assertThat(compare("regressions == 0").code()).isEqualTo(101);
        assertThat(compare().code()).isZero();
        assertThat(compare(towns.baseline(), before, "passRate >= baseline - 3pp")
                        .code())
                .isZero();
    }

    @Test
    void whatCannotBeComparedIsInconclusive() {
        Program.file(folder, "promptmeter.yaml", Program.text(towns.suite()).replace("value: Paris", "value: aris"));

        Ended ended = compare(towns.baseline(), towns.run(), "passRate >= baseline - 3pp");

        assertThat(ended.code()).isEqualTo(102);
        assertThat(ended.out()).contains("INVALID", "the checks that the suite has for dataset 'towns' differ");
    }

    @Test
    void theGatesStandAboveWhatChangedAndTheVerdictBelow() {
        Ended ended = compare("passRate >= baseline - 3pp", "passRate >= 50%");

        assertThat(ended.out())
                .startsWith("GATES\n  ✗ FAIL            passRate >= baseline - 3pp")
                .contains("  ✓ PASS            passRate >= 50%", "COMPARED  main@", "  regressed  18\n")
                .endsWith("\nREGRESSED  1 of 2 gates   exit 101\n");
    }

    @Test
    void machinesAndCommentsGetTheSame() {
        Ended json = compare("passRate >= baseline - 3pp", "--json");
        Ended markdown = compare("passRate >= baseline - 3pp", "--markdown");
        Ended plain = compare("--markdown");

        assertThat(json.json().path("verdict").asString()).isEqualTo("regressed");
        assertThat(json.json().path("exitCode").asInt()).isEqualTo(101);
        assertThat(json.json().path("gates").path(0).path("verdict").asString()).isEqualTo("FAIL");
        assertThat(markdown.code()).isEqualTo(101);
        assertThat(markdown.out())
                .startsWith("## ❌ Promptmeter: `towns` regressed 1 of 1 gates\n")
                .contains("### Changes since `main@")
                .contains("| `passRate` | 94.2 % → 80.8 % | −13.3 pp (−21.2 to −6.8), p = 0.0002 | **regressed** |\n")
                .contains("| `towns/r7` | `p` | `sim` | 1/1 → 0/1 |\n")
                .contains("18 regressed · 2 fixed · 100 same\n");
        assertThat(plain.out())
                .startsWith("## Promptmeter: what changed up to `")
                .doesNotContain("| Gate |");
    }

    @Test
    void onlyARunIsJudged() {
        Ended ended = compare(before, towns.baseline(), "passRate >= 50%");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("PM-1544  '--gate' judges a run, and '" + towns.baseline() + "' is none");
    }

    @Test
    void aGateThatIsNoneIsNamed() {
        Ended ended = compare("passRat >= 50%");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("PM-1501", "passRate");
    }
}
