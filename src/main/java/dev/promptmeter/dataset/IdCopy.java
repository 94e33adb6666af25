package dev.promptmeter.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Copies a CSV file and puts a column with the ids of its rows before all others; no other character changes. Good for one use. */
final class IdCopy {

    private static final String COLUMN = "__id";

    private final SecondPass pass;
    private final DecodedText text;
    private final Writer out;
    private final CharBuffer buffer = CharBuffer.allocate(32 * 1024);
    private int left;
    private long copied;

    private IdCopy(SecondPass pass, DecodedText text, Writer out) {
        this.pass = pass;
        this.text = text;
        this.out = out;
    }

    /**
     * Writes the copy; the stream stays open.
     *
     * @throws DatasetException if the file is no longer what was scanned
     */
    static void write(SecondPass pass, OutputStream stream) throws IOException {
        stream.write(pass.source().mark());
        Writer out = new BufferedWriter(
                new OutputStreamWriter(stream, withoutMark(pass.source().charset())));
        try (DecodedText text = pass.source().open()) {
            new IdCopy(pass, text, out).write();
        }
        out.flush();
    }

    /** This one writes a mark of its own, which the file may not have had. */
    private static Charset withoutMark(Charset charset) {
        return charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
    }

    private void write() throws IOException {
        try (var records =
                new CsvRecords(pass.spec(), pass.source(), pass.source().open())) {
            Columns columns = records.columns(problem -> {});
            insert(records.record(), COLUMN);
            var parser = new RowParser(pass.spec(), columns, pass.notation(), problem -> {});
            int row = 0;
            while (records.advance()) {
                if (same(records.record(), row) && !records.empty()) {
                    RowCells cells = records.cells(columns);
                    insert(records.record(), pass.ids().again(row++, cells, parser.vars(cells)));
                }
            }
        } catch (StructuralFault e) {
            throw new DatasetException(List.of(e.problem()));
        }
        copyUpTo(Long.MAX_VALUE);
    }

    private boolean same(RecordText record, int row) {
        boolean sound = record.fault() == null;
        boolean known = row < pass.hashes().size()
                && ContentHash.of(record) == pass.hashes().get(row);
        if (!sound || !known && !record.blank(pass.spec().delimiter())) {
            throw new DatasetException(List.of(Problem.of(
                    "PM-1209",
                    Source.line(pass.spec().shown(), record.line()),
                    "the dataset changed while it was being read. Start again when the file is complete")));
        }
        return true;
    }

    private void insert(RecordText record, String cell) throws IOException {
        copyUpTo(record.position());
        out.append(cell).append(pass.spec().delimiter());
    }

    private void copyUpTo(long position) throws IOException {
        while (copied < position && (left > 0 || refill())) {
            int count = (int) Math.min(left, position - copied);
            out.write(buffer.array(), buffer.position() - left, count);
            left -= count;
            copied += count;
        }
    }

    private boolean refill() throws IOException {
        left = Math.max(0, text.read(buffer));
        return left > 0;
    }
}
