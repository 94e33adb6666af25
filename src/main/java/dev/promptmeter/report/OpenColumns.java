package dev.promptmeter.report;

import dev.promptmeter.archive.Results;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Metrics;
import dev.promptmeter.score.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that suite and datasets name, each kind in order of first appearance. */
final class OpenColumns {

    private static final int DECIMALS = 6;

    private final Set<String> metrics = new LinkedHashSet<>();
    private final Set<String> meta = new LinkedHashSet<>();
    private final Set<String> vars = new LinkedHashSet<>();

    private OpenColumns() {}

    /** {@return every name that those results use; reads them once} */
    static OpenColumns of(Results results) {
        var columns = new OpenColumns();
        results.forEach(columns::see);
        return columns;
    }

    /** {@return whether that result has no name that is not here} */
    boolean covers(CaseResult result) {
        if (!metrics.containsAll(metrics(result))) {
            return false;
        }
        for (String key : result.row().meta().keySet()) {
            if (!key.equals("tag") && !meta.contains(key)) {
                return false;
            }
        }
        return vars.containsAll(result.row().vars().keySet());
    }

    /** The metrics of all its checks, those inside groups among them. */
    private static List<String> metrics(CaseResult result) {
        List<String> names = new ArrayList<>();
        for (Outcome outcome : result.outcomes()) {
            for (Check check : outcome.check().whole()) {
                if (check.metric() != null) {
                    names.add(check.metric());
                }
            }
        }
        return names;
    }

    private void see(CaseResult result) {
        metrics.addAll(metrics(result));
        result.row().meta().keySet().stream().filter(key -> !key.equals("tag")).forEach(meta::add);
        vars.addAll(result.row().vars().keySet());
    }

    void writeNames(CsvCells cells) {
        metrics.forEach(name -> cells.text("metric." + name));
        meta.forEach(name -> cells.text("meta." + name));
        vars.forEach(name -> cells.text("var." + name));
    }

    void writeValues(CsvCells cells, CaseResult result) {
        Map<String, Double> values = Metrics.of(result.outcomes());
        metrics.forEach(name -> cells.cell(rounded(values.get(name))));
        meta.forEach(name -> cells.cell(result.row().meta().get(name)));
        vars.forEach(name -> cells.cell(result.row().vars().get(name)));
    }

    private static @Nullable BigDecimal rounded(@Nullable Double value) {
        return value == null ? null : RunNames.rounded(value, DECIMALS);
    }
}
