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
    void bothFilesOfResultsGrow() {
        assertThat(reports()).hasSize(2);
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

        assertThat(growth.end()).isFalse();
        assertThat(Rendered.text(new CsvReport(), run)).contains("meta.tone");
    }

    private static String grown(GrowingReport report, FinishedRun run) {
        StringWriter out = new StringWriter();
        GrowingReport.Growth growth = report.begin(run.manifest(), out);
        run.results().forEach(growth::add);
        assertThat(growth.end()).isTrue();
        return out.toString();
    }
}
