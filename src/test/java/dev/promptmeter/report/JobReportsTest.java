package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.CaseResult;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a job of GitHub and a badge are told. */
class JobReportsTest {

    private static final Check CAPITAL = Check.of("equals", "Paris");

    @Test
    void gatesAreAnnotatedFirstAtTheirLinesThenFailures() {
        String lines = Rendered.text(new AnnotationsReport("evals/"), SampleRuns.few());

        assertThat(lines.lines())
                .containsExactly(
                        "::error file=evals/promptmeter.yaml,line=72,title=Gate passRate >= 95%25%3A FAIL::passRate >= 95%25: FAIL. 66.7 %25 (4 of 6 cases, only 4 clusters: the interval is rough, 95 %25 interval 18.7–96.9). The interval contains the limit: another run may end otherwise.",
                        "::warning file=evals/promptmeter.yaml,line=75,title=Gate finishReason.length <= 0.5%25%3A FAIL::finishReason.length <= 0.5%25: FAIL. 16.7 %25 (1 of 6 answers, only 4 clusters: the interval is rough, 95 %25 interval 0.0–75.1). The interval contains the limit: another run may end otherwise.",
                        "::error file=evals/promptmeter.yaml,line=76,title=Gate ttft.p99 < 1s%3A INVALID::ttft.p99 < 1s: INVALID (TOO_FEW). ttft.p99 needs 100 values, this run has 3.",
                        "::warning title=Measurement INVALID::33.3 %25 of answers came without usable usage (limit 20.0 %25)",
                        "::error file=evals/datasets/refunds.csv,line=22,title=refunds/r21 · v1 · gpt-4o-mini::finish-reason: length≠stop",
                        "::error file=evals/datasets/refunds.csv,line=8,title=refunds/r7 · v1 · local::equals: differs at char 29");
    }

    @Test
    void thereAreNeverMoreThanAStepShows() {
        List<CaseResult> results = IntStream.range(0, 30)
                .mapToObj(i -> SampleCase.of("facts", "r" + i)
                        .fails(CAPITAL, "got Rome")
                        .result())
                .toList();

        String lines = Rendered.text(
                new AnnotationsReport(""),
                SampleRuns.of(results, List.of(SampleRuns.gate("passRate >= 95%", Severity.FAIL, 3))));

        assertThat(lines.lines()).hasSize(10);
        assertThat(lines).contains("title=facts/r8 ").doesNotContain("title=facts/r9 ");
    }

    @Test
    void aRunThatCannotDecideSaysWhyWhereNoGateDoes() {
        List<CaseResult> results = List.of(SampleCase.of("facts", "r1")
                .error(FailureKind.RATE, "answered 429")
                .result());

        String lines = Rendered.text(new AnnotationsReport(""), SampleRuns.of(results));

        assertThat(lines).startsWith("::error title=Promptmeter%3A inconclusive::100.0 %25 of 1 answers are errors");
        assertThat(lines.lines()).hasSize(1);
    }

    @Test
    void noTextOfAModelIssuesACommand() {
        for (String text : HostileText.ALL) {
            String attack = text + "\n##[set-env name=X]\n::set-env name=X::y\r::error::z\u2028::warning::w,title=v";
            FinishedRun run = SampleRuns.hostile(attack);
            String lines = Rendered.text(new AnnotationsReport(""), run);

            assertThat(lines.lines()).as(text).hasSize(2).allMatch(line -> line.startsWith("::error "));
            for (String line : lines.lines().toList()) {
                String properties = line.substring("::error ".length(), line.indexOf("::", 2));
                assertThat(properties.split(","))
                        .as(line)
                        .hasSizeLessThanOrEqualTo(3)
                        .allMatch(each -> each.matches("(file|line|title)=.*"));
                assertThat(line.codePoints().noneMatch(Visible::acts)).isTrue();
                assertThat(line).doesNotContain("##");
            }
            assertThat(Rendered.text(new OutputsReport(attack), run).lines()).hasSize(8);
        }
    }

    @Test
    void outputsAreTheFiguresOfTheSummary() {
        FinishedRun run = SampleRuns.small();

        JsonNode summary = JsonMapper.shared().readTree(Rendered.text(new SummaryJson(), run));
        String passRate = summary.path("passRate").path("value").asString();
        String p95 = summary.path("latencyMs").path("p95").asString();

        assertThat(Rendered.text(new OutputsReport("reports/x"), run))
                .isEqualTo("verdict=inconclusive\n" + "exit-code=102\n"
                        + "pass-rate=" + passRate + "\n" + "p95-ms=" + p95 + "\n" + "cost-usd=\n" + "regressions=\n"
                        + "measurement=INVALID\n" + "report=reports/x/report.html\n");
        assertThat(p95).isEqualTo("300");
    }

    @Test
    void aBadgeShowsPassRateAndPriceInTheColourOfTheVerdict() {
        List<CaseResult> results = List.of(
                SampleCase.of("facts", "r1").costing("0.00038").passes(CAPITAL).result(),
                SampleCase.of("facts", "r2")
                        .costing("0.00038")
                        .fails(CAPITAL, "got Rome")
                        .result());
        var holds = SampleRuns.gate("passRate >= 10%", Severity.FAIL, 1);
        var fails = SampleRuns.gate("passRate >= 90%", Severity.FAIL, 1);

        assertThat(badge(SampleRuns.of(results, List.of(holds)))).isEqualTo("support-bot: 50.0 % · $0.38/1k, green");
        assertThat(badge(SampleRuns.of(results, List.of(fails)))).isEqualTo("support-bot: 50.0 % · $0.38/1k, red");
        assertThat(badge(SampleRuns.few())).isEqualTo("support-bot: inconclusive, lightgrey");
    }

    private static String badge(FinishedRun run) {
        JsonNode badge = JsonMapper.shared().readTree(Rendered.text(new BadgeJson(), run));
        return badge.path("label").asString() + ": " + badge.path("message").asString() + ", "
                + badge.path("color").asString();
    }

    /** Whoever reads only one of them reads the same words and figures. */
    @Test
    void consoleTestResultsMarkdownAndPageSayTheSame() {
        FinishedRun run = SampleRuns.few();
        List<String> texts = List.of(
                Rendered.text(new ConsoleReport(ConsoleView.plain()), run),
                Rendered.text(new JUnitReport(), run),
                Rendered.text(MarkdownReport.summary(), run),
                Rendered.text(MarkdownReport.comment(), run),
                Rendered.text(new HtmlReport(), run));

        for (String text : texts) {
            assertThat(text)
                    .contains("66.7 %", "18.7–96.9", "13.1–99.8", "16.7 %", "0.0–75.1", "2.6 s")
                    .contains("INVALID", "ttft.p99 needs 100 values, this run has 3")
                    .contains("equals: differs at char 29", "finish-reason: length≠stop", "answered 429: slow down");
        }
    }
}
