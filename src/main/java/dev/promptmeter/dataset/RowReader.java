package dev.promptmeter.dataset;

import org.jspecify.annotations.Nullable;

/** One pass over the rows of a dataset. Not thread-safe. */
public interface RowReader extends AutoCloseable {

    /**
     * {@return the next row, or null after the last}
     *
     * @throws DatasetException if the dataset is no longer what was found sound
     */
    @Nullable
    Row next();

    @Override
    void close();
}
