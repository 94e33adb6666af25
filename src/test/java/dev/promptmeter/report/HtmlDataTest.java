package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.CaseVerdict;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HtmlDataTest {

    @Test
    void theIndexHoldsEveryCase() {
        List<CaseResult> results = SampleRuns.smallResults();
        var data = new PageData(HtmlSamples.html(SampleRuns.of(results)));

        assertThat(strings(data.column("rowId"))).startsWith("r1", "r2").hasSize(22);
        assertThat(data.column("row")).hasSize(44);
        assertThat(data.column("verdict")
                        .valueStream()
                        .filter(verdict -> verdict.intValue() == CaseVerdict.FAIL.ordinal()))
                .hasSize(2);
        assertThat(data.meta().path("verdicts").valueStream().map(JsonNode::stringValue))
                .containsExactly("pass", "fail", "error", "skip");
    }

    @Test
    void aRunWithoutACaseHasEveryColumnAndNothingInIt() {
        var data = new PageData(HtmlSamples.html(SampleRuns.of(List.of())));

        assertThat(Stream.of("row", "latency", "failed", "detail", "rowId", "rowInput")
                        .map(data::column))
                .allMatch(JsonNode::isEmpty);
    }

    @Test
    void whatIsUnknownIsNullAndNeverZero() {
        var data = new PageData(HtmlSamples.html(SampleRuns.of(List.of(
                SampleCase.of("d", "told").streamed(40).result(),
                SampleCase.of("d", "untold").untold().result(),
                SampleCase.of("d", "cached").cached().result(),
                SampleCase.of("d", "skipped").skipped("later").result()))));

        assertThat(data.column("latency")).hasToString("[120000,120000,null,null]");
        assertThat(data.column("ttft")).hasToString("[40000,null,null,null]");
        assertThat(data.column("cost")).hasToString("[1000000,null,0,0]");
        assertThat(data.column("tokensOut")).hasToString("[2,null,2,null]");
        assertThat(data.column("finish")).hasToString("[0,0,0,null]");
        assertThat(data.column("score")).hasToString("[null,null,null,null]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "<!--<script>",
                "\ud800 lone",
                "\u2028\u2029",
                "a\u0000b",
                "\\u003c \"quoted\"",
                "日本 😀 \u202e"
            })
    void textsComeBackAsTheyWere(String text) {
        var data = new PageData(HtmlSamples.html(SampleRuns.hostile(text)));

        assertThat(data.column("rowId").path(0).stringValue()).isEqualTo(text);
        assertThat(data.column("snippet").path(0).stringValue()).isEqualTo(text);
        assertThat(data.meta().path("models").path(0).stringValue()).isEqualTo(text);
        assertThat(data.items("details").get(0).path("answer").stringValue()).isEqualTo(text);
        assertThat(data.items("inputs").get(0).path("vars").path(0))
                .map(JsonNode::stringValue)
                .containsExactly(text, text);
    }

    @Test
    void rowInputsStandOnceForAllModels() {
        var data = new PageData(HtmlSamples.html(HtmlSamples.of(500)));

        assertThat(data.items("details")).hasSize(500);
        assertThat(data.items("inputs")).hasSize(250);
        assertThat(data.items("inputs").get(249).path("vars").path(0).path(1).stringValue())
                .startsWith("Ticket 250: ");
    }

    @Test
    void longTextsAreCutAndSaySo() {
        String answer = "x".repeat(65_535) + "😀 and more";
        var data = new PageData(HtmlSamples.html(SampleRuns.of(
                List.of(SampleCase.of("d", "long").answering(answer).result()))));

        JsonNode detail = data.items("details").get(0);

        assertThat(detail.path("answer").stringValue()).isEqualTo("x".repeat(65_535));
        assertThat(detail.path("cut").path("answer").intValue()).isEqualTo(answer.length());
        assertThat(data.column("snippet").path(0).stringValue()).hasSize(96);
    }

    @Test
    void onlyAComparisonOfWholeTextsIsMarkedAsOne() {
        var data = new PageData(HtmlSamples.html(SampleRuns.of(List.of(SampleCase.of("d", "r")
                .fails(Check.of("equals", "Lyon"), "differs")
                .fails(Check.of("contains", "Lyon"), "missing")
                .result()))));

        JsonNode checks = data.items("details").get(0).path("checks");

        assertThat(checks.path(0).path("whole").asBoolean(false)).isTrue();
        assertThat(checks.path(1).has("whole")).isFalse();
        assertThat(data.meta().path("failedChecks").path(0).stringValue()).isEqualTo("equals\ncontains");
    }

    @Test
    void whereNotAllDetailsFitFailuresKeepTheirs() {
        var run = HtmlSamples.withSuite(HtmlSamples.of(4_000), "{\"reports\":{\"html\":{\"maxSize\":\"1MB\"}}}");
        String page = HtmlSamples.html(run);
        var data = new PageData(page);

        List<Integer> verdicts = ints(data.column("verdict"));
        List<Integer> kept = ints(data.column("detail"));
        List<Integer> rows = ints(data.column("row"));

        assertThat(page.length()).isBetween(800_000, 1_000_000);
        assertThat(IntStream.range(0, 4_000).filter(i -> verdicts.get(i) == 1 || verdicts.get(i) == 2))
                .allMatch(i -> kept.get(i) == 1);
        assertThat(kept.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(data.items("details").size())
                .isBetween(500, 3_500);
        long sampledWhole = IntStream.range(0, 2_000)
                .filter(row -> verdicts.get(2 * row) == 0 && verdicts.get(2 * row + 1) == 0)
                .filter(row -> kept.get(2 * row) == 1 && kept.get(2 * row + 1) == 1)
                .count();
        assertThat(sampledWhole)
                .as("rows whose passes were sampled with both models")
                .isGreaterThan(100);
        assertThat(rows).hasSize(4_000);
    }

    @Test
    void aFlakyCaseKeepsAllItsRepeats() {
        var retention = new Retention(CaseChanges.NONE);
        retention.add(new CaseGroup(List.of(
                SampleCase.of("d", "r").result(),
                SampleCase.of("d", "r")
                        .repeat(2)
                        .fails(Check.of("equals", "Lyon"), "differs")
                        .result())));
        Stream.of("a", "b", "c")
                .forEach(row -> retention.add(
                        new CaseGroup(List.of(SampleCase.of("d", row).result()))));

        assertThat(retention.fitting(2_000).stream()).startsWith(0, 1).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000})
    void theFileStaysWithinItsBudget(int cases) {
        int budget = cases == 1_000 ? 1_500_000 : 8_000_000;

        assertThat(HtmlSamples.html(HtmlSamples.of(cases)).length()).isLessThan(budget);
    }

    private static List<String> strings(JsonNode column) {
        return column.valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<Integer> ints(JsonNode column) {
        return column.valueStream().map(JsonNode::intValue).toList();
    }
}
