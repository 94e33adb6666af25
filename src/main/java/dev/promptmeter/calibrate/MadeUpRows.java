package dev.promptmeter.calibrate;

import dev.promptmeter.dataset.Dataset;
import dev.promptmeter.dataset.DatasetInfo;
import dev.promptmeter.dataset.Row;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.dataset.RowReader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows with nothing but a question, made as they are read.
 *
 * @param count how many there are
 */
record MadeUpRows(int count) implements Dataset {

    /** The only column. */
    static final String QUESTION = "question";

    @Override
    public DatasetInfo info() {
        return new DatasetInfo("calibrate", "calibrate", 0, "0".repeat(64), count, List.of(QUESTION), ",", "UTF-8");
    }

    @Override
    public RowReader open() {
        return new Reader(count);
    }

    private static final class Reader implements RowReader {

        private final int count;
        private int number;

        Reader(int count) {
            this.count = count;
        }

        @Override
        public @Nullable Row next() {
            if (number == count) {
                return null;
            }
            number++;
            Map<String, String> vars = Map.of(QUESTION, "Say something about " + number);
            return new Row("r" + number, number + 1, vars, Map.of(), List.of(), RowOptions.NONE);
        }

        @Override
        public void close() {}
    }
}
