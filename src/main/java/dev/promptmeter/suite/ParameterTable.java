package dev.promptmeter.suite;

import dev.promptmeter.run.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The request members of an endpoint with their types and ranges, per model. Data, not code: another model is another entry of the
 * file.
 */
final class ParameterTable {

    /** The table that ships. */
    static final ParameterTable SHIPPED = load();

    private record Entry(List<Glob> models, Map<String, ParameterRule> rules) {}

    private final List<Entry> entries;

    private ParameterTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    private static ParameterTable load() {
        try (InputStream in = ParameterTable.class.getResourceAsStream("parameters.json")) {
            List<Entry> entries = new ArrayList<>();
            for (JsonNode table : JsonMapper.shared().readTree(in).get("tables")) {
                List<Glob> models = table.get("models")
                        .valueStream()
                        .map(model -> Glob.of(model.asString()))
                        .toList();
                entries.add(new Entry(models, ParameterRule.rules(table.get("parameters"))));
            }
            return new ParameterTable(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return every request member with its type; the first table knows them all} */
    Map<String, ParameterRule> types() {
        return entries.get(0).rules();
    }

    /** {@return the ranges of that model; empty if nobody wrote them down, in which case only types are checked} */
    Optional<Map<String, ParameterRule>> ranges(String model) {
        return entries.stream()
                .filter(entry -> entry.models().stream().anyMatch(glob -> glob.matches(model)))
                .map(Entry::rules)
                .findFirst();
    }
}
