package dev.promptmeter.dataset;

/** Rows that were found sound and can be read again, in file order, in memory that does not grow with their number. */
public interface Dataset {

    /** {@return what is known of the dataset as a whole} */
    DatasetInfo info();

    /**
     * Opens the rows for one pass.
     *
     * @throws DatasetException if the file is gone
     */
    RowReader open();
}
