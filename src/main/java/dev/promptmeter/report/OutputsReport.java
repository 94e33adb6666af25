package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.CaseChange;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.validity.Level;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures that later steps of a job of GitHub ask for, one {@code name=value} a line; what is unknown has no value. */
public final class OutputsReport implements Report {

    private final String folder;

    /**
     * Makes a writer of outputs.
     *
     * @param folder the run folder as the user would type it
     */
    public OutputsReport(String folder) {
        this.folder = folder;
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        for (Map.Entry<String, String> output : outputs(run).entrySet()) {
            out.write(output.getKey() + "=" + output.getValue() + "\n");
        }
    }

    private Map<String, String> outputs(FinishedRun run) {
        Verdict verdict = run.verdict();
        Summary summary = run.summary();
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("verdict", verdict.word().word());
        outputs.put("exit-code", Integer.toString(verdict.exitCode()));
        outputs.put("pass-rate", number(summary, "passRate"));
        outputs.put("p95-ms", number(summary, "latency.p95"));
        outputs.put(
                "cost-usd",
                summary.cost().complete() ? Cost.usd(summary.cost().knownPico()).toPlainString() : "");
        outputs.put("regressions", run.comparison() == null ? "" : regressions(run.comparison()));
        Level level = run.measurement().level();
        outputs.put("measurement", level == null ? "" : level.name());
        outputs.put("report", Visible.line(folder) + "/report.html");
        return outputs;
    }

    private static String regressions(Comparison comparison) {
        return Long.toString(comparison.counts().getOrDefault(CaseChange.REGRESSED, 0L));
    }

    private static String number(Summary summary, String name) {
        BigDecimal value = JsonFigures.value(summary.total(), name);
        return value == null ? "" : value.toPlainString();
    }
}
