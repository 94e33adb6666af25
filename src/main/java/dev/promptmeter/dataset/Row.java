package dev.promptmeter.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a dataset.
 *
 * @param id stable id, unique within the dataset
 * @param line physical line where the record starts, from 1
 * @param vars the variables in column order; a missing cell has no entry
 * @param meta metadata in column order; the key {@code tag} holds the tags
 * @param checks the row's own checks in column order
 * @param options what else the row says about itself
 */
public record Row(
        String id,
        int line,
        Map<String, String> vars,
        Map<String, List<String>> meta,
        List<Check> checks,
        RowOptions options) {

    /** Copies the collections and keeps their order. */
    public Row {
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        meta = Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        checks = List.copyOf(checks);
    }

    /** {@return the row's tags, possibly none} */
    public List<String> tags() {
        return meta.getOrDefault("tag", List.of());
    }

    /** {@return why this row is not to be run, or null if it is} */
    public @Nullable String skip() {
        return options.skip();
    }
}
