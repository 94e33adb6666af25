package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** One line per repeat in dataset order, {@code promptmeter.results-csv/1}. Reads the results twice and holds one case at a time. */
public final class CsvReport implements Report {

    /** Name of the form; its major number changes when a fixed column changes place or meaning. */
    static final String SCHEMA = "promptmeter.results-csv/1";

    /** Makes a writer of results. */
    public CsvReport() {}

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            CsvForm form = new ResolvedSuite(run.manifest().resolved()).csvForm();
            write(run, new CsvCells(out, form));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(FinishedRun run, CsvCells cells) {
        List<ResultColumn> columns = ResultColumns.of(run.manifest());
        OpenColumns open = OpenColumns.of(run.results());
        cells.begin();
        columns.forEach(column -> cells.bare(column.name()));
        open.writeNames(cells);
        cells.endLine();
        CaseGroup.forEach(run.results(), repeats -> {
            for (CaseResult result : repeats.repeats()) {
                columns.forEach(column -> cells.cell(column.value().of(result, repeats)));
                open.writeValues(cells, result);
                cells.endLine();
            }
        });
    }
}
