package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseResult;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GrowingReportTest {

    static Stream<GrowingReport> reports() {
        return Reports.all().stream()
                .map(Reports.Entry::report)
                .filter(GrowingReport.class::isInstance)
                .map(GrowingReport.class::cast);
    }

    @Test
    void thePageAndBothFilesOfResultsGrow() {
        assertThat(reports()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatGrewIsWhatIsWrittenAtOnce(GrowingReport report) {
        for (FinishedRun run : List.of(
                SampleRuns.small(),
                SampleRuns.of(List.of()),
                SampleRuns.configured(
                        SampleRuns.small(),
                        "{\"reports\":{\"include\":{\"output\":false},\"redact\":[\"[0-9]+ days\"]}}"))) {
            assertThat(grown(report, run)).isEqualTo(Rendered.text(report, run));
        }
    }

    @Test
    void aColumnThatAppearsTooLateIsNotLeftOut() {
        List<CaseResult> results = new ArrayList<>();
        results.add(SampleCase.of("refunds", "r1").answering("Yes.").result());
        results.add(SampleCase.of("refunds", "r2")
                .answering("Yes.")
                .meta("tone", "polite")
                .result());
        StringWriter out = new StringWriter();
        FinishedRun run = SampleRuns.of(results);

        GrowingReport.Growth growth = new CsvReport().begin(run.manifest(), out);
        results.forEach(growth::add);

        assertThat(growth.end(run)).isFalse();
        assertThat(Rendered.text(new CsvReport(), run)).contains("meta.tone");
    }

    @Test
    void thePageOfALongRunIsLeftToItsEnd() {
        StringWriter out = new StringWriter();
        FinishedRun run = SampleRuns.small();
        CaseResult result = SampleRuns.smallResults().get(0);

        GrowingReport.Growth growth = new HtmlReport().begin(run.manifest(), out);
        for (long i = 0; i <= HtmlReport.MOST_AHEAD; i++) {
            growth.add(result);
        }

        assertThat(growth.end(run)).isFalse();
        assertThat(out.toString()).isEmpty();
    }

    private static String grown(GrowingReport report, FinishedRun run) {
        StringWriter out = new StringWriter();
        GrowingReport.Growth growth = report.begin(run.manifest(), out);
        run.results().forEach(growth::add);
        assertThat(growth.end(run)).isTrue();
        return out.toString();
    }
}
