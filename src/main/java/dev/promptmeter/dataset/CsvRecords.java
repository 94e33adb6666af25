package dev.promptmeter.dataset;

import dev.promptmeter.dataset.RecordGuard.LineEnd;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file, each as raw text from the guard and as cells from the parser. */
final class CsvRecords implements Records {

    private final DatasetSpec spec;
    private final RecordGuard guard;
    private final Iterator<CSVRecord> parsed;

    CsvRecords(DatasetSpec spec, SourceFile source, DecodedText text) {
        this.spec = spec;
        this.guard = new RecordGuard(spec, source, text);
        this.parsed = parser(spec).iterator();
    }

    private CSVParser parser(DatasetSpec spec) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(spec.delimiter())
                .setEscape(spec.escape() == DatasetSpec.Escape.BACKSLASH ? '\\' : null)
                .setIgnoreEmptyLines(false)
                .get();
        try {
            return CSVParser.builder().setReader(new Feed()).setFormat(format).get();
        } catch (IOException e) {
            throw new IllegalStateException("the parser reads nothing before the first record", e);
        }
    }

    @Override
    public Columns columns(Consumer<Problem> problems) throws IOException {
        while (advance()) {
            if (record().fault() != null) {
                throw new StructuralFault(record().fault());
            }
            String[] cells = cells();
            if (cells.length > 1 || !empty()) {
                return new HeaderReader(spec, Heading.of(record(), cells), problems).read();
            }
        }
        throw new StructuralFault(Problem.of(
                "PM-1201",
                Source.line(spec.shown(), 1),
                "no header: the first line must name the columns, such as  prompt,expected"));
    }

    @Override
    public boolean stillHas(Columns known, Consumer<Problem> problems) throws IOException {
        return columns(problems).names().equals(known.names());
    }

    @Override
    public boolean advance() throws IOException {
        while (guard.advance()) {
            if (record().length() > 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public RecordText record() {
        return guard.record();
    }

    @Override
    public boolean empty() {
        return record().blank(spec.delimiter());
    }

    @Override
    public @Nullable Problem misfit(Columns columns) {
        return CellCount.check(record(), spec, columns);
    }

    @Override
    public RowCells cells(Columns columns) {
        return new RowCells(columns, record(), cells());
    }

    private String[] cells() {
        String[] plain = record().plainCells();
        return plain == null ? parsedCells() : plain;
    }

    private String[] parsedCells() {
        String[] cells = parsed.next().values();
        if (cells.length != record().cells()) {
            throw new IllegalStateException("guard and parser disagree about line " + record().line());
        }
        return cells;
    }

    @Override
    public Set<LineEnd> lineEnds() {
        return guard.lineEnds();
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }

    /**
     * Hands the parser the current record and nothing beyond it, so that parser and guard stay in step. Every record ends with a
     * line feed, whatever ends it in the file: after a carriage return the parser would have to look ahead.
     */
    private final class Feed extends Reader {

        private int at = -1;

        @Override
        public int read(char[] target, int offset, int length) {
            RecordText record = record();
            if (at < 0) {
                at = 0;
            }
            int left = record.length() - at;
            if (left == 0) {
                target[offset] = '\n';
                at = -1;
                return 1;
            }
            int count = Math.min(left, length);
            System.arraycopy(record.chars(), at, target, offset, count);
            at += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
