package dev.promptmeter.dataset;

import java.util.List;

/**
 * A dataset as a whole, as the journal records it.
 *
 * @param id its id in the suite
 * @param file path as the user gave it
 * @param bytes length of the file
 * @param sha256 of the file, hex
 * @param rows number of rows, skipped ones included
 * @param columns all column names in order
 * @param delimiter one character; empty for JSON Lines
 * @param encoding name of the character set
 */
public record DatasetInfo(
        String id,
        String file,
        long bytes,
        String sha256,
        int rows,
        List<String> columns,
        String delimiter,
        String encoding) {

    /** Copies the columns. */
    public DatasetInfo {
        columns = List.copyOf(columns);
    }
}
