package dev.promptmeter.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The records of a file one after the other, each as raw text from the guard and as cells from the parser. Blank lines are left out. */
final class CsvRecords implements Closeable {

    private final RecordGuard guard;
    private final Iterator<CSVRecord> parsed;

    CsvRecords(DatasetSpec spec, SourceFile source, DecodedText text) {
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

    /** Moves to the next record that is not a blank line; false at the end. */
    boolean advance() throws IOException {
        while (guard.advance()) {
            if (record().length() > 0) {
                return true;
            }
        }
        return false;
    }

    RecordText record() {
        return guard.record();
    }

    RecordGuard guard() {
        return guard;
    }

    /** {@return the cells of the current record, which must have no fault; to be asked once} */
    String[] cells() {
        String[] cells = parsed.next().values();
        if (cells.length != record().cells()) {
            throw new IllegalStateException("guard and parser disagree about line " + record().line());
        }
        return cells;
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
