package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.Stop;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

    private static final Pattern DATA = Pattern.compile("(?s)<script.*?</script>|<style>.*?</style>");
    private static final Pattern TAG = Pattern.compile("</?([a-z0-9]+)([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"");

    private static String staticPart(FinishedRun run) {
        return DATA.matcher(HtmlSamples.html(run)).replaceAll("");
    }

    /** What a reader sees without a script. */
    private static String words(FinishedRun run) {
        return staticPart(run)
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ")
                .replace("&gt;", ">")
                .replace("&lt;", "<");
    }

    @Nested
    class WithoutAScript {

        @Test
        void theVerdictStandsFirst() {
            assertThat(words(SampleRuns.small()))
                    .contains(
                            "! INCONCLUSIVE 2 of 5 gates cannot be judged · 1 warns 2.3 % of 43 answers are errors, limit 2.0 %");
        }

        @Test
        void everyGateHasItsFigureAndItsInterval() {
            String page = words(SampleRuns.small());

            assertThat(page)
                    .contains(
                            "✓ PASS passRate >= 95% cases 95.2 % (83.4–99.5) the interval contains the bound",
                            "✓ PASS latency.p95 < 5s cases",
                            "! FAIL warn finishReason.length <= 0.5% cases 2.4 % (0.0–13.2)");
        }

        @Test
        void aFailedGateIsNamedAboveEverything() {
            FinishedRun failed = SampleRuns.of(
                    List.of(
                            SampleCase.of("d", "r1").result(),
                            SampleCase.of("d", "r2")
                                    .fails(Check.of("equals", "Lyon"), "differs")
                                    .result()),
                    List.of(SampleRuns.gate("passRate >= 95%", Severity.FAIL, 1)));

            assertThat(words(failed)).contains("✗ FAILED 1 of 1 gates fail gate passRate >= 95%");
        }

        @Test
        void withTooFewForAPercentileTheLongestTimeStandsInstead() {
            FinishedRun few = SampleRuns.of(List.of(
                    SampleCase.of("d", "r1").at(0, 300).result(),
                    SampleCase.of("d", "r2").at(0, 900).result()));

            assertThat(words(few)).contains("latency max 900 ms p50 300 ms").doesNotContain("latency p95");
        }

        @Test
        void tablesHoldModelsTimesCostsAndSettings() {
            assertThat(words(SampleRuns.small()))
                    .contains(
                            "gpt-4o-mini v1",
                            "Latency (from start) 2",
                            "Stated by the endpoint",
                            "Suite with everything applied",
                            "promptmeter run promptmeter.yaml");
        }

        @Test
        void aFailureShowsWhatWasExpectedAndWhatCame() {
            assertThat(staticPart(SampleRuns.small()))
                    .contains("- expected  Refunds are accepted within 30 days of delivery.")
                    .contains("+ actual    Refunds are accepted within two weeks of delivery.")
                    .contains("^^^");
        }

        @Test
        void onlyTheFirstFiftyFailuresAreWrittenOut() {
            var failures = IntStream.rangeClosed(1, 60)
                    .mapToObj(i -> SampleCase.of("d", "r" + i)
                            .fails(Check.of("equals", "Lyon"), "differs")
                            .result())
                    .toList();

            String page = staticPart(SampleRuns.of(failures));

            assertThat(page)
                    .contains("First 50 of 60 failures and errors", "d/r50 ·")
                    .doesNotContain("d/r51 ·");
        }

        @Test
        void aCleanRunHasNoListOfFailures() {
            FinishedRun clean = SampleRuns.of(
                    List.of(SampleCase.of("d", "r")
                            .passes(Check.of("contains", "a"))
                            .result()),
                    List.of(SampleRuns.gate("passRate >= 95%", Severity.FAIL, 1)));

            assertThat(words(clean)).contains("✓ PASSED its gate holds").doesNotContain("failures and errors");
        }

        @Test
        void aPartialRunSaysSo() {
            FinishedRun partial = SampleRuns.of(
                    SampleRuns.smallResults(),
                    List.of(),
                    new Stop(Stop.Cause.TIME, "time limit 10m reached after 44 cases"));

            assertThat(words(partial)).contains("Partial run: time limit 10m reached after 44 cases");
        }

        @ParameterizedTest
        @CsvSource({
            "true, true, This file contains prompts and answers.",
            "false, true, This file contains answers.",
            "false, false, This file shows neither prompts nor answers."
        })
        void itSaysWhatItDiscloses(boolean prompt, boolean output, String said) {
            String suite = "{\"reports\":{\"include\":{\"prompt\":" + prompt + ",\"output\":" + output + "}}}";

            assertThat(words(HtmlSamples.withSuite(SampleRuns.small(), suite))).contains(said);
        }

        @Test
        void aTableThatMayActInASpreadsheetIsWarnedOf() {
            FinishedRun exact = HtmlSamples.withSuite(SampleRuns.small(), "{\"reports\":{\"csv\":{\"exact\":true}}}");

            assertThat(words(exact)).contains("results.csv is not safe to open in a spreadsheet");
        }

        @Test
        void anUnknownCostIsNotZero() {
            assertThat(words(SampleRuns.small())).contains("cost unknown").contains("Unknown, in no sum");
        }
    }

    @Nested
    class TheHarness {

        @Test
        void withoutBenchmarksItSaysHowToMeasure() {
            assertThat(words(SampleRuns.small()))
                    .contains("On disk after the end of the attempt: p50 50 ms, p99 50 ms, max 240 ms (151 answers)")
                    .contains("not measured: mvn -Pjmh verify");
            assertThat(words(SampleRuns.of(SampleRuns.smallResults()))).doesNotContain("On disk after");
        }

        @Test
        void benchmarksShowScoreErrorAndUnit() {
            String overhead = """
                    {"environment":{"java":"17.0.15"},"skipped":["broken.json: not JMH"],"benchmarks":[
                      {"benchmark":"dev.promptmeter.summary.TallyBenchmark.add","params":{"groups":"50"},"forks":3,"measurementIterations":10,
                       "primaryMetric":{"score":126.04,"scoreError":"NaN","scoreUnit":"ns/op"}}]}
                    """;

            assertThat(words(withOverhead(overhead)))
                    .contains(
                            "java 17.0.15",
                            "TallyBenchmark.add groups=50 126.0 – ns/op 0.0001 % 3 × 10",
                            "broken.json: not JMH");
        }

        private static FinishedRun withOverhead(String json) {
            FinishedRun run = SampleRuns.small();
            return new FinishedRun(
                    run.manifest(),
                    run.summary(),
                    run.verdict(),
                    run.durationMillis(),
                    1,
                    run.measurement(),
                    JsonMapper.shared().readTree(json),
                    run.results(),
                    List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title></style></script>",
                "<!--",
                "-->",
                "]]>",
                "`${alert(1)}`",
                "javascript:alert(1)",
                "&lt;script&gt;",
                "<svg/onload=alert(1)>",
                "\u202eevil\u202c",
                "\ud83d",
                "{{constructor}}",
                "a\u0000b",
                "%3Cscript%3E"
            })
    void hostileTextLeavesTheElementsOfAHarmlessPage(String text) {
        assertThat(elements(SampleRuns.hostile(text))).isEqualTo(elements(SampleRuns.hostile("harmless")));
    }

    /** Every tag with the names of its attributes, in order. */
    private static List<String> elements(FinishedRun run) {
        return TAG.matcher(staticPart(run)).results().map(HtmlReportTest::shape).toList();
    }

    private static String shape(MatchResult tag) {
        return tag.group(1)
                + ATTRIBUTE
                        .matcher(tag.group(2))
                        .results()
                        .map(name -> name.group(1))
                        .toList();
    }

    @Test
    void nothingInThePageComesFromElsewhere() {
        assertThat(staticPart(SampleRuns.small()))
                .doesNotContainPattern("(src|href)=\"(?!#)")
                .doesNotContain("@import");
    }

    @Test
    void theSameRunGivesTheSameText() {
        assertThat(HtmlSamples.html(SampleRuns.small())).isEqualTo(HtmlSamples.html(SampleRuns.small()));
    }

    @Test
    void aWriterThatFailsIsReported() {
        Writer full = new Writer() {
            @Override
            public void write(char[] buffer, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> new HtmlReport().write(SampleRuns.small(), full))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "passRate >= 95% | v:fail",
                "passRate[tag=eu,model!=gpt*] >= 95% | v:fail t:eu !m:gpt*",
                "passRate[meta.lang=de] >= 95% | v:fail meta.lang:de",
                "passRate[tag=\"two words\"] >= 95% |",
                "errorRate <= 2% | v:error",
                "finishReason.length <= 1% | fr:length",
                "latency.p95 < 1.5s | lat:>1500ms",
                "ttft.p99 < 300ms | ttft:>300ms",
                "cost.total < 3 USD |",
                "passRate[tag=eu] >= baseline - 2pp | ch:regressed t:eu",
                "regressions == 0 | ch:regressed",
                "fixes >= 1 | ch:fixed",
                "latency.p95 <= baseline * 1.2 |",
            })
    void aGateLeadsToTheCasesBehindIt(String gate, String filter) {
        assertThat(GateCases.filter(SampleRuns.gate(gate, Severity.FAIL, 1)).orElse(null))
                .isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource({"1MB, 1000000", "2.5MB, 2500000", "4MiB, 4194304", "2GB, 2000000000", "none, 25000000"})
    void theSuiteSaysHowLargeTheFileMayGrow(String size, long bytes) {
        var suite = JsonMapper.shared().readTree("{\"reports\":{\"html\":{\"maxSize\":\"" + size + "\"}}}");

        assertThat(new ResolvedSuite(suite).htmlMaxBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "gpt-4o-mini, m:gpt-4o-mini",
                "two words, m:\"two words\"",
                "a*b, m:\"a*b\"",
                "org/model:free, m:org/model:free"
            })
    void aConditionQuotesWhatWouldMeanMoreThanItself(String model, String term) {
        assertThat(Links.term("m", model)).isEqualTo(term);
    }

    @Test
    void theBestOfAColumnIsMarkedAndSoIsWhatMayBeAsGood() {
        String page = words(SampleRuns.small());

        assertThat(page).contains("best");
        assertThat(words(SampleRuns.of(SampleRuns.smallResults().stream()
                        .filter(each -> each.id().model().equals("local"))
                        .toList())))
                .as("one model alone is not the best of anything")
                .doesNotContain(" best ");
    }
}
