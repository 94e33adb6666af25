package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a statement may name. Names are compared without quotes and without case.
 *
 * @param dialect whose quotes and escapes are read; null for what most have in common
 * @param tables as {@code orders} or {@code shop.orders}; null for any
 * @param columns as {@code total}, {@code orders.total}, {@code *} or {@code orders.*}; null for any
 */
record SqlRules(
        @Nullable String dialect,
        @Nullable Set<String> tables,
        @Nullable Set<String> columns) {

    private static final List<String> KEYS = List.of("dialect", "allowedTables", "allowedColumns");

    /** {@return the rules in the value of a check} */
    static SqlRules of(Arguments arguments) {
        if (arguments.value() == null) {
            return new SqlRules(null, null, null);
        }
        JsonNode rules = JsonAnswer.expected(arguments);
        if (!rules.isObject()) {
            throw arguments.wrong("takes a map of " + String.join(", ", KEYS));
        }
        for (String key : rules.propertyNames()) {
            if (!KEYS.contains(key)) {
                throw new CheckException(
                        "PM-1102", "unknown key '" + key + "' in SQL rules: they have " + String.join(", ", KEYS));
            }
        }
        JsonNode dialect = rules.get(KEYS.get(0));
        return new SqlRules(
                dialect == null ? null : arguments.text(dialect),
                names(arguments, rules.get(KEYS.get(1))),
                names(arguments, rules.get(KEYS.get(2))));
    }

    private static @Nullable Set<String> names(Arguments arguments, @Nullable JsonNode list) {
        if (list == null) {
            return null;
        }
        if (!list.isArray()) {
            throw arguments.wrong("has a list of names that is no list: " + list);
        }
        Set<String> names = new TreeSet<>();
        list.forEach(name -> names.add(plain(arguments.text(name))));
        return names;
    }

    /** {@return a name without quotes, in lower case} */
    static String plain(String written) {
        StringBuilder name = new StringBuilder(written.length());
        written.chars().filter(c -> "\"`[]".indexOf(c) < 0).forEach(c -> name.append((char) c));
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** {@return what the statement names and may not, in words; empty if there is nothing} */
    Optional<String> offence(SqlNames names) {
        List<String> offences = new ArrayList<>();
        names.tables().stream()
                .filter(table -> tables != null && !tables.contains(table))
                .forEach(offences::add);
        if (!offences.isEmpty()) {
            return Optional.of("names tables that are not allowed: " + list(offences));
        }
        names.columns().stream().filter(column -> !allowed(column)).forEach(column -> offences.add(column.toString()));
        return offences.isEmpty()
                ? Optional.empty()
                : Optional.of("names columns that are not allowed: " + list(offences));
    }

    private boolean allowed(SqlNames.Column column) {
        return columns == null
                || columns.contains(column.name())
                || column.owners().stream().anyMatch(owner -> columns.contains(owner + "." + column.name()));
    }

    private static String list(List<String> names) {
        return names.stream().distinct().limit(5).map(Excerpt::of).collect(Collectors.joining(", "));
    }
}
