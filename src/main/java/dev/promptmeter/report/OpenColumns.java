package dev.promptmeter.report;

import dev.promptmeter.archive.Results;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.score.Outcome;
import dev.promptmeter.score.Score;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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

    /** {@return every name that those results use} */
    static OpenColumns of(List<CaseResult> results) {
        var columns = new OpenColumns();
        results.forEach(columns::see);
        return columns;
    }

    /** {@return whether that result has no name that is not here} */
    boolean covers(CaseResult result) {
        for (Outcome outcome : result.outcomes()) {
            if (outcome.check().metric() != null
                    && !metrics.contains(outcome.check().metric())) {
                return false;
            }
        }
        for (String key : result.row().meta().keySet()) {
            if (!key.equals("tag") && !meta.contains(key)) {
                return false;
            }
        }
        return vars.containsAll(result.row().vars().keySet());
    }

    private void see(CaseResult result) {
        for (Outcome outcome : result.outcomes()) {
            Optional.ofNullable(outcome.check().metric()).ifPresent(metrics::add);
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
        metrics.forEach(name -> cells.cell(metric(result, name)));
        meta.forEach(name -> cells.cell(result.row().meta().get(name)));
        vars.forEach(name -> cells.cell(result.row().vars().get(name)));
    }

    /** {@return the mean of the scores that feed that metric; null if none was given} */
    static @Nullable BigDecimal metric(CaseResult result, String name) {
        List<Outcome> feeding = result.outcomes().stream()
                .filter(outcome -> name.equals(outcome.check().metric()))
                .toList();
        OptionalDouble mean = feeding.stream()
                .map(Outcome::score)
                .filter(Score.Graded.class::isInstance)
                .mapToDouble(score -> ((Score.Graded) score).value())
                .average();
        return mean.isEmpty()
                ? null
                : RunNames.plain(BigDecimal.valueOf(mean.getAsDouble()).setScale(DECIMALS, RoundingMode.HALF_EVEN));
    }
}
