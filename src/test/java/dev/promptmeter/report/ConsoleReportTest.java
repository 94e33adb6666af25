package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.ExitRules;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.report.ConsoleView.Colour;
import dev.promptmeter.report.ConsoleView.Detail;
import dev.promptmeter.report.ConsoleView.Glyphs;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    @Test
    void gatesComeFirstAndTheVerdictLast() {
        List<String> lines = lines(SampleRuns.few(), ConsoleView.plain());

        assertThat(lines.get(0)).isEqualTo("GATES");
        assertThat(lines.get(1))
                .isEqualTo(
                        "  ✗ FAIL            passRate >= 95%                 66.7 %   (95 % interval 18.7–96.9, n=6, only 4 clusters: the interval is rough)   point   the interval contains the limit");
        assertThat(lines.get(lines.size() - 1)).startsWith("INCONCLUSIVE").endsWith("exit 102");
    }

    @Test
    void eachGateShowsVerdictRuleFigureAndEvidence() {
        String text = Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.small());

        assertThat(text)
                .contains(
                        "  ✓ PASS            latency.p95 < 5s                300 ms   (95 % interval 280–…, n=41 fresh; 1 cached left out)   point   the interval contains the limit\n")
                .contains(
                        "  ! FAIL (warn)     finishReason.length <= 0.5%      2.4 %   (95 % interval 0.0–13.2, n=42 in 22 clusters, design effect 1.0)")
                .contains(
                        "  ? INVALID         ttft.p99 < 1s                        –   ttft.p99 needs 100 values, this run has 21\n");
    }

    @Test
    void anUnknownCostIsNeverZero() {
        String text = Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.small());

        assertThat(text)
                .contains(
                        "  local         95.0 % ±18.7   200 ms   290 ms          –           –      unknown   unknown");
        assertThat(text).contains("$0.0025 and cost of 20 answers unknown");
    }

    @Test
    void failuresAreCountedAndTheFirstAreShown() {
        String text = Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.small());

        assertThat(text)
                .contains("FAILURES  2 failed, 1 error      by check: equals 1 · finish-reason 1      errors: rate 1\n")
                .contains("  refunds/r7 · v1 · local          equals: differs at char 29      datasets/refunds.csv:8\n")
                .contains(
                        "  refunds/r21 · v1 · local         rate: answered 429: slow down   datasets/refunds.csv:22\n");
    }

    @Test
    void oneLongReasonPushesNoOtherPlaceAside() {
        String essay = "very long ".repeat(15).strip();
        FinishedRun run = SampleRuns.of(
                List.of(
                        SampleCase.of("facts", "r1")
                                .error(FailureKind.TIMEOUT, "no answer")
                                .result(),
                        SampleCase.of("facts", "r2")
                                .error(FailureKind.TIMEOUT, essay)
                                .result()),
                List.of());

        assertThat(lines(run, ConsoleView.plain()))
                .contains("  facts/r1 · v1 · sim   timeout: no answer   datasets/facts.csv:2")
                .contains("  facts/r2 · v1 · sim   timeout: " + essay + "   datasets/facts.csv:2");
    }

    @Test
    void aRunWithoutFailuresSaysNothingOfThem() {
        FinishedRun run = SampleRuns.of(
                List.of(SampleCase.of("facts", "r1").result()),
                List.of(SampleRuns.gate("passRate >= 95%", Severity.FAIL, 1)));

        List<String> lines = lines(run, ConsoleView.plain());

        assertThat(lines).noneMatch(line -> line.startsWith("FAILURES"));
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("PASSED  1 of 1 gates   1 case in 3m58s   $0.0000010   exit 0");
    }

    @Test
    void moreThanTenFailuresAreCounted() {
        Check check = Check.of("equals", "Paris");
        List<CaseResult> wrong = IntStream.rangeClosed(1, 12)
                .mapToObj(row -> SampleCase.of("facts", "r" + row)
                        .fails(check, "got Rome")
                        .result())
                .toList();

        List<String> lines = lines(SampleRuns.of(wrong), ConsoleView.plain());

        assertThat(lines).contains("  … 2 more");
        assertThat(lines.stream().filter(line -> line.contains("got Rome"))).hasSize(10);
    }

    @Test
    void aStoppedRunSaysHowToGoOn() {
        FinishedRun run =
                SampleRuns.of(SampleRuns.smallResults(), List.of(), new Stop(Stop.Cause.INTERRUPT, "interrupted"));

        List<String> lines = lines(run, ConsoleView.plain());

        assertThat(lines.get(lines.size() - 1))
                .isEqualTo(
                        "STOPPED  43 of 44 cases done   continue: promptmeter run --resume 20260114-0912-k3f9   exit 130");
    }

    @Test
    void theLastLineEndsWithWhatTheProcessEndsWith() {
        var rules = new ExitRules(0.02, ExitRules.Gating.DECIDES, 100, ExitRules.GateExit.HIDDEN);

        List<String> lines =
                lines(SampleRuns.few(), new ConsoleView(Colour.NEVER, Glyphs.UNICODE, Detail.NORMAL, null, rules));

        assertThat(lines.get(lines.size() - 1)).endsWith("exit 0");
    }

    @Test
    void quietLeavesOutWhatPassed() {
        List<String> lines = lines(
                SampleRuns.few(),
                new ConsoleView(Colour.NEVER, Glyphs.UNICODE, Detail.QUIET, "reports/x", ExitRules.DEFAULT));

        assertThat(lines).noneMatch(line -> line.contains("PASS ") || line.startsWith("MODELS"));
        assertThat(lines).anyMatch(line -> line.contains("FAIL")).contains("open: reports/x/report.html");
        assertThat(lines).anyMatch(line -> line.startsWith("MEASUREMENT  INVALID"));
    }

    @Test
    void quietSaysNothingOfGatesThatAllHold() {
        FinishedRun run = SampleRuns.of(
                List.of(SampleCase.of("facts", "r1").result()),
                List.of(SampleRuns.gate("passRate >= 95%", Severity.FAIL, 1)));

        List<String> lines =
                lines(run, new ConsoleView(Colour.NEVER, Glyphs.UNICODE, Detail.QUIET, null, ExitRules.DEFAULT));

        assertThat(lines).singleElement().asString().startsWith("PASSED  1 of 1 gates");
    }

    @Test
    void colourDecoratesWordsThatAreThereAnyway() {
        var coloured = new ConsoleView(Colour.ALWAYS, Glyphs.UNICODE, Detail.NORMAL, null, ExitRules.DEFAULT);
        String plain = Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.few());

        String text = Rendered.text(new ConsoleReport(coloured), SampleRuns.few());

        assertThat(text).contains("\u001B[31mFAIL");
        assertThat(text.replaceAll("\u001B\\[[0-9]*m", "")).isEqualTo(plain);
    }

    @Test
    void withoutColourNoEscapeSequenceIsWritten() {
        for (String text : HostileText.ALL) {
            String shown = Rendered.text(new ConsoleReport(ConsoleView.plain()), SampleRuns.hostile(text));

            assertThat(shown.codePoints().filter(c -> c != '\n').noneMatch(Visible::acts))
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void foreignTextNeverBeginsALine() {
        for (String text : List.of("::error::x", "##[error]x", "a\n::error::x", "\r##[x]")) {
            assertThat(lines(SampleRuns.hostile(text), ConsoleView.plain()))
                    .noneMatch(line -> line.startsWith("::") || line.startsWith("##"));
        }
    }

    @Test
    void anAsciiConsoleGetsOnlyAscii() {
        var ascii = new ConsoleView(Colour.NEVER, Glyphs.ASCII, Detail.NORMAL, null, ExitRules.DEFAULT);

        String shown = Rendered.text(new ConsoleReport(ascii), SampleRuns.hostile("é 😀"));

        assertThat(shown.chars().allMatch(c -> c < 0x80)).isTrue();
        assertThat(shown).contains("\\u00E9 \\uD83D\\uDE00");
        assertThat(Rendered.text(new ConsoleReport(ascii), SampleRuns.small()))
                .contains("refunds/r7 | v1 | local")
                .contains("95 % interval 83.4-99.5")
                .contains("length!=stop");
    }

    private static List<String> lines(FinishedRun run, ConsoleView view) {
        return Rendered.text(new ConsoleReport(view), run).lines().toList();
    }
}
