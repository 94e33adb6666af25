package dev.promptmeter.stats;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One numeric case of {@code stats-cases.json}: a method, what it is given, and what it must answer. */
record StatsCase(String id, String method, JsonNode input, JsonNode expected, double tolerance) {

    private static final JsonNode FILE = read();

    private static JsonNode read() {
        try (InputStream file = StatsCase.class.getResourceAsStream("/stats-cases.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file, "stats-cases.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<StatsCase> all() {
        return FILE.get("cases").valueStream().map(StatsCase::of).collect(Collectors.toList());
    }

    private static StatsCase of(JsonNode node) {
        return new StatsCase(
                node.get("id").stringValue(),
                node.get("method").stringValue(),
                node.get("input"),
                node.get("expected"),
                node.get("tolerance").doubleValue());
    }

    static Set<String> methods() {
        return FILE.get("methods").properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    String text(String key) {
        return input.get(key).asString();
    }

    long whole(String key) {
        return input.get(key).longValue();
    }

    double number(String key) {
        return input.get(key).doubleValue();
    }

    double confidence() {
        return number("confidence");
    }

    Quantile quantile() {
        return Quantile.of(text("q"));
    }

    Proportion proportion() {
        return new Proportion(whole("successes"), whole("n"));
    }

    @Override
    public String toString() {
        return id;
    }
}
