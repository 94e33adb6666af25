package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownReportTest {

    private static final Check CAPITAL = Check.of("equals", "Paris");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            passRate >= 10% | ✅ Promptmeter: `support-bot` passed 1 of 1 gates
            passRate >= 99% | ❌ Promptmeter: `support-bot` failed 1 of 1 gates
            ttft.p99 < 1s   | ⚠️ Promptmeter: `support-bot` inconclusive: 0 of 1 gates pass; `gate ttft.p99 < 1s cannot be judged:
            """)
    void theVerdictIsTheHeadline(String gate, String headline) {
        List<CaseResult> results = List.of(
                SampleCase.of("facts", "r1").passes(CAPITAL).result(),
                SampleCase.of("facts", "r2").fails(CAPITAL, "got Rome").result());

        String page = summary(SampleRuns.of(results, List.of(SampleRuns.gate(gate, Severity.FAIL, 1))));

        assertThat(page).startsWith("## " + headline);
    }

    @Test
    void aRunWithoutGatesIsNotSaidToHavePassedAny() {
        String page = summary(SampleRuns.of(
                List.of(SampleCase.of("facts", "r1").passes(CAPITAL).result())));

        assertThat(page)
                .startsWith("## ✅ Promptmeter: `support-bot` passed no gates\n")
                .doesNotContain("| Gate |", "<details><summary>0");
    }

    @Test
    void aCommentBeginsWithItsMarkAndDoesNotNameTheRun() {
        FinishedRun run = SampleRuns.small();

        String comment = Rendered.text(MarkdownReport.comment(), run);

        assertThat(comment)
                .startsWith("<!-- promptmeter:support-bot -->\n## ")
                .doesNotContain(run.manifest().runId());
        assertThat(summary(run)).contains("run `" + run.manifest().runId() + "`");
    }

    @Test
    void theMarkOfACommentEndsWhereItEndsWhateverTheSuiteIsCalled() {
        String comment = Rendered.text(MarkdownReport.comment(), SampleRuns.hostile("--> <b>@all</b>"));

        assertThat(comment.lines().findFirst()).contains("<!-- promptmeter:--%3E%20%3Cb%3E%40all%3C%2Fb%3E -->");
    }

    @Test
    void linksAreThereOnlyWhereTheReportsPlaceIsKnown() {
        FinishedRun run = SampleRuns.few();
        String known = summary(at(run, "https://ci.example/job/7"));

        assertThat(summary(run)).doesNotContain("](");
        assertThat(known)
                .contains("[`refunds/r7`](https://ci.example/job/7/report.html#/case/refunds%2Fr7/v1/local)")
                .contains("[full report](https://ci.example/job/7/report.html)");
        assertThat(summary(at(run, "javascript:alert(1)"))).doesNotContain("](");
        assertThat(summary(at(run, "https://ci.example/x) [y](https://z"))).doesNotContain("](");
    }

    private static FinishedRun at(FinishedRun run, String url) {
        Manifest old = run.manifest();
        Map<String, String> facts = new HashMap<>(old.environment());
        facts.put(ReportLink.FACT, url);
        Manifest manifest = new Manifest(
                old.runId(),
                old.startedAt(),
                old.tool(),
                old.suite(),
                old.title(),
                old.suiteFile(),
                old.suiteSha(),
                old.resolved(),
                old.prompts(),
                old.models(),
                old.datasets(),
                old.concurrency(),
                old.repeat(),
                old.tags(),
                facts,
                old.warnings(),
                old.command(),
                old.source());
        return new FinishedRun(
                manifest,
                run.summary(),
                run.verdict(),
                run.durationMillis(),
                1,
                run.measurement(),
                null,
                run.results(),
                List.of());
    }

    @Test
    void foreignTextStandsInCodeAndNowhereElse() {
        String harmless = skeleton(summary(SampleRuns.hostile("harmless")));
        var random = new Random(11);
        List<String> attacks = new ArrayList<>(HostileText.ALL);
        attacks.addAll(List.of(
                "`", "``` x", "a`b``c", "|", "a\\|b", "\\", "@all #12 ![x](http://y)", "~~~", " ` ", "</details>"));
        for (int i = 0; i < 120; i++) {
            attacks.add(HostileText.random(random) + "`|\\@#<".charAt(i % 6) + HostileText.random(random));
        }
        for (String attack : attacks) {
            String text = attack.isEmpty() ? "x" : attack;

            assertThat(skeleton(summary(SampleRuns.hostile(text)))).as(text).isEqualTo(harmless);
        }
    }

    /** {@return the page without what stands in code, read as CommonMark and its tables are: cells first, then spans} */
    private static String skeleton(String page) {
        StringBuilder out = new StringBuilder();
        String fence = "";
        for (String line : page.split("\n", -1)) {
            if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else if (line.startsWith("```")) {
                fence = line;
                out.append("FENCE\n");
            } else if (line.startsWith("|")) {
                Pattern.compile("(?<!\\\\)\\|")
                        .splitAsStream(line.substring(1))
                        .forEach(cell -> out.append("|").append(spans(cell)));
                out.append('\n');
            } else {
                out.append(spans(line)).append('\n');
            }
        }
        assertThat(fence).isEmpty();
        return out.toString();
    }

    private static String spans(String text) {
        var run = Pattern.compile("`+").matcher(text);
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (run.find(at)) {
            out.append(text, at, run.start());
            String ticks = run.group();
            var end = Pattern.compile("(?<!`)" + ticks + "(?!`)").matcher(text);
            assertThat(end.find(run.end())).as(text).isTrue();
            out.append("CODE");
            at = end.end();
        }
        return out.append(text.substring(at)).toString();
    }

    @Test
    void codeIsNoLongerThanAPersonReads() {
        String code = MarkdownText.code("x".repeat(500));

        assertThat(code).isEqualTo("`" + "x".repeat(120) + "…`");
        assertThat(MarkdownText.code("\u202E".repeat(500)).length()).isLessThan(130);
    }

    @Test
    void whatIsWithheldIsNotShown() {
        FinishedRun run = SampleRuns.configured(
                SampleRuns.few(), "{\"reports\":{\"include\":{\"output\":\"false\",\"prompt\":\"false\"}}}");

        assertThat(summary(run)).contains("`refunds/r7`").doesNotContain("two weeks", "so on");
        assertThat(Rendered.text(new JUnitReport(), run)).doesNotContain("<!-- contains", "two weeks");
        assertThat(Rendered.text(new JUnitReport(), SampleRuns.few()))
                .contains("<!-- contains prompts and answers -->");
    }

    /** 30 bytes hold no row of a table: what does not fit is left out as a whole. */
    @Test
    void aSmallerPageLosesTheListOfAllCasesFirstAndNeverHalfARow() {
        FinishedRun run = SampleRuns.small();
        String whole = summary(run);
        List<String> lines = whole.lines().toList();

        for (int bytes = MarkdownPage.bytes(whole); bytes > 1_000; bytes -= 97) {
            String page = Rendered.text(MarkdownReport.summary(bytes), run);

            assertThat(MarkdownPage.bytes(page)).isLessThanOrEqualTo(bytes);
            assertThat(page.lines().filter(line -> !line.matches("and \\d+ more")))
                    .isSubsetOf(lines);
            assertThat(count(page, "<details>")).isEqualTo(count(page, "</details>"));
            assertThat(count(page, "```") % 2).isZero();
        }
        String less = Rendered.text(MarkdownReport.summary(MarkdownPage.bytes(whole) - 1), run);
        assertThat(less).contains("2 failed, 1 error</summary>").doesNotContain("All cases");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void aStoppedRunSaysSo() {
        List<CaseResult> results =
                List.of(SampleCase.of("facts", "r1").passes(CAPITAL).result());
        FinishedRun run = SampleRuns.of(
                results, List.of(), new Stop(Stop.Cause.BUDGET, "the spending limit of 3 USD is reached"));

        assertThat(summary(run)).startsWith("## ⚠️ Promptmeter: `support-bot` inconclusive: no gates; `");
    }

    private static String summary(FinishedRun run) {
        return Rendered.text(MarkdownReport.summary(), run);
    }
}
