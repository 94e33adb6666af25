package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateParser;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.gate.KnownNames;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports of gates that neither hold nor are broken. */
class OpenGatesTest {

    private static Gate gate(String expression, Confidence confidence) {
        return new GateParser(KnownNames.NONE)
                .parse(new GateSpec(expression, null, confidence, null, null, Severity.FAIL, null, 3));
    }

    private static String written(Report report, Gate... gates) throws IOException {
        Check check = Check.of("contains", "Paris");
        List<CaseResult> results = IntStream.range(0, 40)
                .mapToObj(i -> SampleCase.of("facts", "r" + i))
                .map(sample -> sample.passes(check).result())
                .toList();
        FinishedRun run = SampleRuns.of(results, List.of(gates));
        var out = new StringWriter();
        report.write(run, out);
        return out.toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"GUARD", "PROVE"})
    void anUnprovedGateIsAnErrorInJUnitAndAnUndecidedOneIsSkipped(Confidence confidence) throws IOException {
        String xml = written(new JUnitReport(), gate("passRate >= 99%", confidence));

        assertThat(xml)
                .contains(confidence == Confidence.PROVE ? "<error type=\"inconclusive\"" : "<skipped message=\"")
                .contains("passRate &gt;= 99% (" + confidence.word() + "): INCONCLUSIVE. 100.0 % (40 of 40 cases).");
    }

    @Test
    void thePageNeverCountsThemAsHolding() throws IOException {
        Gate undecided = gate("passRate >= 99%", Confidence.GUARD);
        Gate skipped = gate("passRate >= baseline - 2pp", Confidence.GUARD);

        String page = written(new HtmlReport(), undecided, skipped);

        assertThat(page)
                .contains("1 of 2 gates inconclusive · 1 skipped")
                .contains("No baseline yet, nothing was compared.")
                .doesNotContain("gates hold");
    }

    @Test
    void noReportHasAFigureThatIsNone() throws IOException {
        List<CaseResult> results = IntStream.range(0, 30)
                .mapToObj(i -> i < 28
                        ? SampleCase.of("facts", "r" + i)
                                .passes(Check.of("contains", "Paris"))
                                .result()
                        : SampleCase.of("facts", "r" + i)
                                .at(0, 1_999)
                                .error(FailureKind.TIMEOUT, "no answer")
                                .result())
                .toList();
        List<Gate> gates = List.of(
                gate("latency.p95 < 5s", Confidence.POINT),
                gate("latency.p95 < 6s", Confidence.PROVE),
                gate("passRate >= 99%", Confidence.GUARD),
                gate("latency.p95 <= baseline * 1.1", Confidence.GUARD));
        FinishedRun run = SampleRuns.of(results, gates);

        for (Reports.Entry entry : Reports.all()) {
            var out = new StringWriter();
            entry.report().write(run, out);
            String shown = out.toString().replaceAll("(?s)<script.*?</script>", "");
            assertThat(shown).as(entry.name()).doesNotContain("NaN", "Infinity");
        }
    }
}
