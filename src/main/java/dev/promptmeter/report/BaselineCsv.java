package dev.promptmeter.report;

import dev.promptmeter.archive.BaselineForm;
import dev.promptmeter.archive.BaselineHeadJson;
import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.BaselineRepeat;
import dev.promptmeter.compare.BaselineRepeat.Measured;
import dev.promptmeter.compare.BaselineRepeat.Source;
import dev.promptmeter.cost.Cost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A baseline as the text of its file; the same baseline always gives the same bytes. */
public final class BaselineCsv {

    private static final int MICROS_DECIMALS = 3;

    private BaselineCsv() {}

    /** Writes the whole file. */
    public static void write(Baseline baseline, Writer out) throws IOException {
        try {
            out.write(BaselineHeadJson.line(baseline.head(), baseline.repeats().size()) + "\n");
            var cells = new CsvCells(out, CsvForm.USUAL);
            var metrics = new TreeSet<String>();
            baseline.repeats().forEach(repeat -> metrics.addAll(repeat.metrics().keySet()));
            BaselineForm.COLUMNS.forEach(cells::bare);
            metrics.forEach(metric -> cells.text(BaselineForm.METRIC + metric));
            cells.endLine();
            for (BaselineRepeat repeat : baseline.repeats()) {
                fixed(repeat).forEach(cells::cell);
                metrics.forEach(metric -> cells.cell(repeat.metrics().get(metric)));
                cells.endLine();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<@Nullable Object> fixed(BaselineRepeat repeat) {
        Measured measured = repeat.measured();
        return Arrays.asList(
                repeat.id().dataset(),
                repeat.id().row(),
                repeat.contentSha(),
                repeat.id().prompt(),
                repeat.id().model(),
                repeat.id().repeat(),
                repeat.verdict().word(),
                repeat.score(),
                repeat.errorKind(),
                repeat.finishReason(),
                repeat.source() == Source.CACHED,
                millis(measured.latencyMicros()),
                millis(measured.ttftMicros()),
                measured.promptTokens(),
                measured.completionTokens(),
                measured.costPico() == null ? null : Cost.usd(measured.costPico()),
                repeat.outputSha(),
                repeat.cluster());
    }

    private static @Nullable BigDecimal millis(@Nullable Long micros) {
        return micros == null ? null : RunNames.plain(BigDecimal.valueOf(micros, MICROS_DECIMALS));
    }
}
