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

    /** The column whose check stands in for a finish-reason check of the suite; the origin of that check begins with this name. */
    public static final String FINISH_COLUMN = "__expected_finish";

    /** Copies the collections and keeps their order. */
    public Row {
        vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
        meta = meta.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(meta));
        checks = List.copyOf(checks);
    }

    /** {@return the row's tags, possibly none} */
    public List<String> tags() {
        return meta.getOrDefault("tag", List.of());
    }

    /** {@return what the row says in that column: its first metadata value of that name, else its variable; null if it has neither} */
    public @Nullable String cell(String column) {
        List<String> named = meta.getOrDefault(column, List.of());
        return named.isEmpty() ? vars.get(column) : named.get(0);
    }

    /** {@return whether the row names its own finish reason, which replaces a {@code finish-reason} check of the suite that is not negated} */
    public boolean replacesFinishReason() {
        return checks.stream().anyMatch(Row::fromFinishColumn);
    }

    private static boolean fromFinishColumn(Check check) {
        return check.type().equals("finish-reason") && check.origin().text().startsWith(FINISH_COLUMN + ":");
    }

    /** {@return why this row is not to be run, or null if it is} */
    public @Nullable String skip() {
        return options.skip();
    }
}
