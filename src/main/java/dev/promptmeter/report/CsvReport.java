package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line per repeat in dataset order, {@code promptmeter.results-csv/1}. Reads the results twice and holds one case at a time. */
public final class CsvReport implements GrowingReport {

    /** Name of the form; its major number changes when a fixed column changes place or meaning. */
    static final String SCHEMA = "promptmeter.results-csv/1";

    /** Makes a writer of results. */
    public CsvReport() {}

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            Lines lines = new Lines(run.manifest(), CaseChanges.of(run.comparison()), out);
            lines.open = OpenColumns.of(run.results());
            run.results().forEach(lines::add);
            lines.end(run);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Growth begin(Manifest manifest, Writer out) {
        return new Lines(manifest, CaseChanges.NONE, out);
    }

    /** Writes lines below a header, which the first case completes unless all its columns are known before. */
    private static final class Lines implements Growth {

        private final CsvCells cells;
        private final List<ResultColumn> columns;
        private final CaseGroup.Gathering cases = new CaseGroup.Gathering(this::write);
        private final CsvForm form;
        private @Nullable OpenColumns open;
        private @Nullable String ofLeftOut;
        private boolean begun;
        private boolean complete = true;

        Lines(Manifest manifest, CaseChanges changes, Writer out) {
            form = new ResolvedSuite(manifest.resolved()).csvForm();
            cells = new CsvCells(out, form);
            columns = ResultColumns.of(manifest, changes);
        }

        @Override
        public void add(CaseResult result) {
            cases.add(result);
        }

        @Override
        public boolean end(FinishedRun run) {
            cases.end();
            header(open == null ? OpenColumns.of(reader -> {}) : open);
            return complete;
        }

        private void write(CaseGroup repeats) {
            open = open == null ? OpenColumns.of(repeats.repeats()::forEach) : open;
            header(open);
            for (CaseResult result : repeats.repeats()) {
                complete = complete && open.covers(result);
                line(result, repeats, open);
            }
        }

        private void header(OpenColumns names) {
            if (!begun) {
                begun = true;
                cells.begin();
                columns.forEach(column -> cells.bare(column.name()));
                names.writeNames(cells);
                cells.endLine();
            }
        }

        /** A line that lacks a column is not written: the file is written anew. */
        private void line(CaseResult result, CaseGroup repeats, OpenColumns open) {
            if (complete) {
                writeFixed(result, repeats);
                open.writeValues(cells, result);
                cells.endLine();
            }
        }

        private void writeFixed(CaseResult result, CaseGroup repeats) {
            boolean leftOut = ResultColumns.leftOut(result);
            boolean written = false;
            for (ResultColumn column : columns) {
                if (!leftOut || !column.group().ofExchange()) {
                    cells.cell(column.value().of(result, repeats));
                } else if (!written) {
                    cells.bare(ofLeftOut(result, repeats));
                    written = true;
                }
            }
        }

        /** Columns of the exchange stand side by side, and say the same of all that nothing was asked for. */
        private String ofLeftOut(CaseResult result, CaseGroup repeats) {
            if (ofLeftOut == null) {
                StringWriter text = new StringWriter();
                CsvCells some = new CsvCells(text, form);
                columns.stream()
                        .filter(column -> column.group().ofExchange())
                        .forEach(column -> some.cell(column.value().of(result, repeats)));
                some.flush();
                ofLeftOut = text.toString();
            }
            return ofLeftOut;
        }
    }
}
