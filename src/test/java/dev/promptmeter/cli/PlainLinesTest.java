package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.Load;
import dev.promptmeter.score.CaseVerdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainLinesTest {

    private static final long SECOND = 1_000_000_000L;
    private static final RunLine RUN = new RunLine(
            "promptmeter 0.1.0",
            "support-bot",
            "1 prompt × 1 model × 2,400 rows = 2,400 cases",
            "20260114-0912-k3f9",
            new Load.Closed(16),
            "reports/x");

    private final PlainLines lines = new PlainLines(RUN, InstantSource.fixed(Instant.parse("2026-01-14T09:12:03Z")));

    static ProgressState after(long pass, long fail, long error) {
        var verdicts = Map.of(CaseVerdict.PASS, pass, CaseVerdict.FAIL, fail, CaseVerdict.ERROR, error);
        var lane = new ProgressState.Lane("", verdicts, null, 4_700_000_000L, null, 230_000_000_000L);
        return new ProgressState(2_400, lane, List.of(), 0, null);
    }

    @Test
    void theFirstLineSaysWhatRuns() {
        assertThat(lines.begin())
                .isEqualTo("09:12:03 promptmeter 0.1.0  support-bot  1 prompt × 1 model × 2,400 rows = 2,400 cases"
                        + "  run 20260114-0912-k3f9\n");
    }

    @Test
    void aLineIsDueAfterTenPercentAndThirtySeconds() {
        assertThat(lines.show(List.of(), after(231, 8, 1), 30 * SECOND))
                .isEqualTo("09:12:03  10%  240/2400  pass 231 fail 8 error 1  p95 4.7 s  $0.23  eta 4m30s\n");
    }

    @Test
    void neitherPercentNorSecondsAloneMakeALineDue() {
        assertThat(lines.show(List.of(), after(2_000, 0, 0), 29 * SECOND)).isEmpty();
        assertThat(lines.show(List.of(), after(239, 0, 0), 300 * SECOND)).isEmpty();
    }

    @Test
    void theNextLineNeedsAsMuchAgain() {
        lines.show(List.of(), after(240, 0, 0), 30 * SECOND);

        assertThat(lines.show(List.of(), after(900, 0, 0), 59 * SECOND)).isEmpty();
        assertThat(lines.show(List.of(), after(900, 0, 0), 60 * SECOND)).startsWith("09:12:03  37%");
    }

    @Test
    void newsIsShownAtOnce() {
        assertThat(lines.show(List.of("FAIL refunds/r1 · v2 · gpt"), after(1, 1, 0), 1))
                .isEqualTo("09:12:03 FAIL refunds/r1 · v2 · gpt\n");
    }
}
