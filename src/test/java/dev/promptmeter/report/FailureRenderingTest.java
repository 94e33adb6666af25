package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.run.CaseResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureRenderingTest {

    @Test
    void aWrongAnswerIsShownBesideWhatWasExpected() {
        CaseResult wrong = SampleRuns.smallResults().get(13);

        assertThat(lines(wrong))
                .containsExactly(
                        "✗ refunds/r7 · v1 · local  datasets/refunds.csv:8",
                        "  equals",
                        "    - expected  Refunds are accepted within 30 days of delivery.",
                        "    + actual    Refunds are accepted within two weeks of delivery.",
                        "                                            ^^^^^^^^",
                        "  finish_reason stop   120 ms   cost unknown   attempt 2",
                        "  again: promptmeter run promptmeter.yaml -k 'id:refunds/r7 m:local p:v1'");
    }

    @Test
    void anErrorIsShownByItsKind() {
        CaseResult error = SampleCase.of("facts", "r1")
                .error(FailureKind.TIMEOUT, "no answer within 60 s")
                .result();

        assertThat(lines(error)).contains("  timeout: no answer within 60 s");
    }

    @Test
    void tokensAndCostAreShownWhereTheyAreKnown() {
        CaseResult result = SampleRuns.smallResults().get(0);

        assertThat(FailureRendering.figures(result))
                .isEqualTo("finish_reason stop   110 ms   412 in (128 cached) → 96 out   $0.00011   attempt 1");
    }

    @Test
    void idsWithBlanksAreQuotedAndOthersThatNoShellSharesAreLeftOut() {
        assertThat(lines(SampleCase.of("facts", "my row").result()))
                .contains("  again: promptmeter run promptmeter.yaml -k 'id:\"facts/my row\" m:sim p:v1'");
        assertThat(lines(SampleCase.of("facts", "it's").result())).noneMatch(line -> line.contains("again:"));
        assertThat(lines(SampleCase.of("facts", "a\u202Eb").result())).noneMatch(line -> line.contains("again:"));
    }

    @Test
    void foreignTextStandsBehindAPrefixOfOurs() {
        for (String text : HostileText.ALL) {
            FinishedRun run = SampleRuns.hostile(text);
            var rendering = new FailureRendering(run.manifest());
            run.results()
                    .forEach(result -> assertThat(rendering.lines(result))
                            .allMatch(line -> line.startsWith("  ")
                                    || line.startsWith("✗ ")
                                    || line.startsWith("! ")
                                    || line.startsWith("– "))
                            .allMatch(line -> line.codePoints().noneMatch(Visible::acts)));
        }
    }

    private static List<String> lines(CaseResult result) {
        return new FailureRendering(SampleRuns.of(List.of(result)).manifest()).lines(result);
    }
}
