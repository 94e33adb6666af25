package dev.promptmeter.dataset;

import org.jspecify.annotations.Nullable;

/**
 * What a row says about itself besides variables, metadata and checks. Every part is null where the cell is blank or the column
 * is absent.
 *
 * @param description title of the row in reports
 * @param threshold row threshold on the weighted score, above 0 and up to 1
 * @param prefix put before the rendered text of the last user message
 * @param suffix put after it
 * @param providedOutput the answer, given in advance: nothing is sent
 * @param skip the reason why the row is not run
 * @param maxTokens token limit of this row, at least 1
 * @param cluster value of the dataset's cluster column
 */
public record RowOptions(
        @Nullable String description,
        @Nullable Double threshold,
        @Nullable String prefix,
        @Nullable String suffix,
        @Nullable String providedOutput,
        @Nullable String skip,
        @Nullable Integer maxTokens,
        @Nullable String cluster) {

    /** A row that says nothing about itself. */
    public static final RowOptions NONE = new RowOptions(null, null, null, null, null, null, null, null);
}
