package dev.promptmeter.archive;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The rows of a dataset as a journal holds them: those that the run had to do with, in file order. */
record StoredRows(Segments journal, JournalIndex index, DatasetInfo info) implements Dataset {

    @Override
    public RowReader open() {
        try {
            return new Reader(new JournalFile(journal), index.rowsInOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes through the rows of all datasets and passes over the others'. */
    private final class Reader implements RowReader {

        private final JournalFile file;
        private final int[] rows;
        private int next;

        Reader(JournalFile file, int[] rows) {
            this.file = file;
            this.rows = rows;
        }

        @Override
        public @Nullable Row next() {
            while (next < rows.length) {
                JsonNode record = file.record(index.rowPosition(rows[next++]));
                if (record.path("dataset").asString().equals(info.id())) {
                    return RowRecord.decode(record);
                }
            }
            return null;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
