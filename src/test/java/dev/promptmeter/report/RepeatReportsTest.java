package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What repeats showed is said alike on the console, in the page and in the machine's form. */
class RepeatReportsTest {

    private static final Check EXACT = Check.of("equals", "Paris");

    /** Twenty cases asked three times: four always fail, one passes once and one twice. */
    private static FinishedRun threeTimes() {
        List<CaseResult> results = new ArrayList<>();
        for (int row = 10; row < 30; row++) {
            int passes = row < 14 ? 0 : row == 14 ? 1 : row == 15 ? 2 : 3;
            for (int n = 1; n <= 3; n++) {
                SampleCase sample = SampleCase.of("facts", "r" + row).repeat(n);
                results.add((n <= passes ? sample.passes(EXACT) : sample.fails(EXACT, "wrong")).result());
            }
        }
        return SampleRuns.of(results, List.of(SampleRuns.gate("passRate >= 100%", Severity.WARN, 9)));
    }

    @Test
    void theConsoleShowsHowReliablyCasesPassAndWhichFlip() {
        assertThat(Rendered.text(new ConsoleReport(ConsoleView.plain()), threeTimes()))
                .contains("      2 flaky\n")
                .contains("  passes at least once in 3   80.0 %   (95 % interval 60.7–99.3, n=20)\n")
                .contains("  passes all of 3             70.0 %   (95 % interval 47.9–92.1, n=20)\n")
                .contains("  facts/r14 · v1 · sim   1 of 3 passed (0.8–90.6 %)   flips 66.7 %\n")
                .contains("  facts/r15 · v1 · sim   2 of 3 passed (9.4–99.2 %)   flips 66.7 %\n")
                .contains("  more repeats would tell little")
                .contains("  every case must pass in passRate >= 100%: red without any change in about ");
    }

    @Test
    void thePageShowsTheSame() {
        assertThat(Rendered.text(new HtmlReport(), threeTimes()))
                .contains("id=\"repeats\"")
                .contains("60.7–99.3")
                .contains("1 of 3 passed (0.8–90.6 %)")
                .contains("#/cases?q=is%3Aflaky")
                .contains("n counts calls; repeats of a case are treated as independent here");
    }

    @Test
    void theSummaryHoldsTheFigures() {
        JsonNode repeats = JsonMapper.shared()
                .readTree(Rendered.text(new SummaryJson(), threeTimes()))
                .path("repeats");

        assertThat(repeats.path("passAtK").findValuesAsString("k")).containsExactly("2", "3");
        assertThat(repeats.path("passHatK").path(1).path("value").asDouble()).isEqualTo(0.7);
        assertThat(repeats.path("flipRate").path("n").asInt()).isEqualTo(20);
        assertThat(repeats.path("flakiest").findValuesAsString("row")).containsExactly("r14", "r15");
        assertThat(repeats.path("variance").path("repeatsSuffice").asBoolean()).isTrue();
        // 14 cases pass again with 4/5, four with 1/5, one with 2/5 and one with 3/5.
        assertThat(repeats.path("mustPass").path(0).path("flakeRate").asDouble())
                .isCloseTo(1 - Math.pow(0.8, 14) * Math.pow(0.2, 4) * 0.4 * 0.6, within(1e-9));
    }

    @Test
    void aRunThatAsksOnceHasNoBlockOfRepeats() {
        assertThat(Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.small()))
                .doesNotContain("REPEATS");
        assertThat(Rendered.text(new HtmlReport(), SampleRuns.small())).doesNotContain("id=\"repeats\"");
    }
}
