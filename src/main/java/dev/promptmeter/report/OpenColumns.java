package dev.promptmeter.report;

import dev.promptmeter.archive.Results;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Metrics;
import dev.promptmeter.score.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
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

    private void see(CaseResult result) {
        for (Outcome outcome : result.outcomes()) {
            for (Check check : outcome.check().whole()) {
                Optional.ofNullable(check.metric()).ifPresent(metrics::add);
            }
        }
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
        return value == null
                ? null
                : RunNames.plain(BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }
}
