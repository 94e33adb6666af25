package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {

    @Test
    void fixedColumnsKeepTheirPlaces() {
        String header = Rendered.text(new CsvReport(), SampleRuns.small())
                .lines()
                .findFirst()
                .orElseThrow();

        assertThat(header)
                .isEqualTo(
                        "run_id,suite,dataset,row_id,row_line,description,tags,prompt_id,prompt_sha,model,model_requested,"
                                + "model_reported,repeat,verdict,reason,score,checks_passed,checks_total,failed_checks,flaky,"
                                + "baseline_verdict,change,finish_reason,native_finish_reason,http_status,error_kind,error_message,"
                                + "attempts,maybe_billed,cache_hit,response_id,flags,started_at,latency_ms,service_ms,e2e_ms,ttft_ms,"
                                + "queue_ms,retry_wait_ms,dispatch_lag_ms,output_tok_per_s,prompt_tokens,cached_tokens,"
                                + "cache_write_tokens,completion_tokens,reasoning_tokens,total_tokens,tokens_source,cost_usd,"
                                + "cost_source,judge_cost_usd,expected,output,output_chars,output_sha256,report_link,"
                                + "\"metric.tone\",\"meta.lang\",\"var.question\"");
    }

    @Test
    void aStreamedPassIsOneLine() {
        Map<String, String> row = rows(SampleRuns.small()).get(0);

        assertThat(row)
                .containsEntry("run_id", "20260114-0912-k3f9")
                .containsEntry("row_id", "r1")
                .containsEntry("row_line", "2")
                .containsEntry("description", "EU window")
                .containsEntry("tags", "eu;refund")
                .containsEntry("prompt_sha", "1f2e3d4c5b6a")
                .containsEntry("model_requested", "gpt-4o-mini-2024")
                .containsEntry("verdict", "pass")
                .containsEntry("score", "1")
                .containsEntry("checks_passed", "1")
                .containsEntry("flaky", "false")
                .containsEntry("started_at", "2026-01-14T09:12:03.100Z")
                .containsEntry("latency_ms", "110")
                .containsEntry("ttft_ms", "41")
                .containsEntry("queue_ms", "1")
                .containsEntry("output_tok_per_s", "872.727")
                .containsEntry("tokens_source", "usage")
                .containsEntry("cost_usd", "0.00011")
                .containsEntry("cost_source", "provider")
                .containsEntry("output_chars", "48")
                .containsEntry("report_link", "report.html#/case/refunds%2Fr1/v1/gpt-4o-mini")
                .containsEntry("metric.tone", "1")
                .containsEntry("meta.lang", "en")
                .containsEntry("var.question", "How long may I return it? (1)");
    }

    @Test
    void missingIsEmptyAndNeverZero() {
        FinishedRun run = SampleRuns.of(List.of(
                SampleCase.of("facts", "r1").untold().result(),
                SampleCase.of("facts", "r2").skipped("later").result()));

        assertThat(rows(run).get(0))
                .containsEntry("prompt_tokens", "")
                .containsEntry("cost_usd", "")
                .containsEntry("ttft_ms", "")
                .containsEntry("score", "")
                .containsEntry("tokens_source", "none")
                .containsEntry("baseline_verdict", "")
                .containsEntry("judge_cost_usd", "");
        assertThat(rows(run).get(1))
                .containsEntry("verdict", "skip")
                .containsEntry("reason", "later")
                .containsEntry("latency_ms", "")
                .containsEntry("started_at", "")
                .containsEntry("cost_usd", "")
                .containsEntry("cost_source", "")
                .containsEntry("output", "")
                .containsEntry("checks_total", "");
    }

    @Test
    void anErrorAfterRetriesKeepsItsLastAttempt() {
        FinishedRun run = SampleRuns.of(List.of(SampleCase.of("facts", "r1")
                .rateLimited(2)
                .error(FailureKind.RATE, "answered 429: slow down")
                .result()));

        assertThat(rows(run).get(0))
                .containsEntry("verdict", "error")
                .containsEntry("http_status", "429")
                .containsEntry("error_kind", "rate")
                .containsEntry("error_message", "answered 429: slow down")
                .containsEntry("attempts", "3")
                .containsEntry("retry_wait_ms", "960")
                .containsEntry("latency_ms", "");
    }

    @Test
    void aCachedAnswerHasNoTimes() {
        FinishedRun run =
                SampleRuns.of(List.of(SampleCase.of("facts", "r1").cached().result()));

        assertThat(rows(run).get(0))
                .containsEntry("cache_hit", "true")
                .containsEntry("latency_ms", "")
                .containsEntry("attempts", "0")
                .containsEntry("output", "Paris");
    }

    @Test
    void anAnswerThatTheRowBringsAlongIsItsOutput() {
        FinishedRun run = SampleRuns.of(List.of(SampleRuns.provided("Paris")));

        assertThat(rows(run).get(0))
                .containsEntry("verdict", "pass")
                .containsEntry("attempts", "0")
                .containsEntry("output", "Paris")
                .containsEntry("output_chars", "5")
                .containsEntry("finish_reason", "");
    }

    @Test
    void flakyIsAboutTheCaseAndNotTheRepeat() {
        Check capital = Check.of("equals", "Paris");
        FinishedRun run = SampleRuns.of(List.of(
                SampleCase.of("facts", "r1").passes(capital).result(),
                SampleCase.of("facts", "r1")
                        .repeat(2)
                        .fails(capital, "got Rome")
                        .result(),
                SampleCase.of("facts", "r2").passes(capital).result()));

        assertThat(rows(run)).extracting(row -> row.get("flaky")).containsExactly("true", "true", "false");
        assertThat(rows(run).get(1)).containsEntry("failed_checks", "equals");
        assertThat(rows(run).get(1).get("report_link")).endsWith("?r=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@x",
                "＝1",
                "＋1",
                "－1",
                "＠x",
                "'x",
                "\tx",
                "\rx",
                "\nx",
                "\0x",
                "  =1",
                "\u00A0=1",
                "\uFEFF=1",
                "\u200B=1",
                "\"=1",
                "\" \"=1",
                "\u001B=1"
            })
    void textThatASpreadsheetMightActOnGetsAnApostrophe(String text) {
        assertThat(cell(text)).startsWith("\"'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Paris", "a=1", "1-2", "x@example.org", " plain", "", "“=1”", "😀"})
    void otherTextIsWrittenAsItIs(String text) {
        assertThat(cell(text)).isEqualTo('"' + text + '"');
    }

    @Test
    void tenThousandRandomTextsComeBackFromAStrictReader() throws IOException {
        var random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            String text = HostileText.random(random);

            String back = read(cell(text) + "\n");

            String decoded = back.startsWith("'") ? back.substring(1) : back;
            assertThat(decoded).isEqualTo(text.replace('\0', '\u2400'));
        }
    }

    @Test
    void hostileFieldsComeBackAsTheyWere() {
        String text = "\"=cmd|' /C calc'!A0\",\n;";

        Map<String, String> row = rows(SampleRuns.hostile(text)).get(0);

        assertThat(row.get("output")).isEqualTo("'" + text);
        assertThat(row.get("row_id")).isEqualTo("'" + text);
        assertThat(row.get("var." + text)).isEqualTo("'" + text);
    }

    @Test
    void anExactFileHasNoPrefixAndTheSummarySaysSo() {
        FinishedRun run = SampleRuns.configured(SampleRuns.few(), "{\"reports\":{\"csv\":{\"exact\":true}}}");

        assertThat(Rendered.text(new CsvReport(), run)).contains("\"=1+1, tell me everything\"");
        assertThat(Rendered.text(new SummaryJson(), run)).contains("not safe to open in a spreadsheet");
        assertThat(Rendered.text(new ConsoleReport(ConsoleView.plain()), run))
                .contains("not safe to open in a spreadsheet");
    }

    @Test
    void aFileForASpreadsheetProgramHasAMarkShortCellsAndItsLineEnds() {
        FinishedRun run = SampleRuns.configured(
                SampleRuns.of(List.of(SampleCase.of("facts", "r1")
                        .answering("a".repeat(40_000))
                        .result())),
                "{\"reports\":{\"csv\":{\"excel\":true}}}");

        String text = Rendered.text(new CsvReport(), run);

        assertThat(text).startsWith("\uFEFFrun_id,").endsWith("\r\n");
        assertThat(text).contains("\"" + "a".repeat(32_761) + "…[cut]\",40000,");
    }

    private static String cell(String text) {
        var out = new StringWriter();
        CsvCells cells = new CsvCells(out, CsvForm.USUAL);
        cells.text(text);
        cells.flush();
        return out.toString();
    }

    private static String read(String line) throws IOException {
        return CSVFormat.RFC4180
                .parse(new StringReader(line))
                .getRecords()
                .get(0)
                .get(0);
    }

    private static List<Map<String, String>> rows(FinishedRun run) {
        String text = Rendered.text(new CsvReport(), run);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try {
            return format.parse(new StringReader(text)).stream()
                    .map(CSVRecord::toMap)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
