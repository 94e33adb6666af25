package dev.promptmeter.stats;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One numeric case of {@code stats-cases.json}: a method, what it is given, and what it must answer. */
record StatsCase(String id, String method, JsonNode input, JsonNode expected, double tolerance) {

    /** The cases give latencies in a unit of their own; ours are whole nanoseconds. */
    static final double NANOS = 1e6;

    private static final List<JsonNode> FILES = read();

    /** Every {@code stats-cases*.json}, so that further cases of the same form need no code. */
    private static List<JsonNode> read() {
        URL first = Objects.requireNonNull(StatsCase.class.getResource("/stats-cases.json"));
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(Path.of(first.toURI()).getParent(), "stats-cases*.json")) {
            return StreamSupport.stream(files.spliterator(), false)
                    .sorted()
                    .map(file -> JsonMapper.shared().readTree(file))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<StatsCase> all() {
        return FILES.stream()
                .flatMap(file -> file.get("cases").valueStream())
                .map(StatsCase::of)
                .toList();
    }

    private static StatsCase of(JsonNode node) {
        return new StatsCase(
                node.get("id").stringValue(),
                node.get("method").stringValue(),
                node.get("input"),
                node.get("expected"),
                node.get("tolerance").doubleValue());
    }

    /** {@return the priority (M, S or C) of each method} */
    static Map<String, String> priorities() {
        return FILES.stream()
                .filter(file -> file.has("methods"))
                .flatMap(file -> file.get("methods").properties().stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        method -> method.getValue().get("priority").stringValue()));
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

    double[] numbers(String key) {
        return input.get(key).valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    Sample sample(String key) {
        var sample = new Sample();
        Arrays.stream(numbers(key)).forEach(sample::add);
        return sample;
    }

    PairedSample pairs() {
        var pairs = new PairedSample();
        double[] candidate = numbers("candidate");
        double[] baseline = numbers("baseline");
        for (int i = 0; i < baseline.length; i++) {
            pairs.add(baseline[i], candidate[i]);
        }
        return pairs;
    }

    OrderedSample latencies(String key) {
        return OrderedSample.of(
                Arrays.stream(numbers(key))
                        .mapToLong(value -> Math.round(value * NANOS))
                        .toArray(),
                0);
    }

    PairedPasses passes() {
        return new PairedPasses(whole("improved"), whole("worsened"), whole("n"));
    }

    NonInferiority nonInferiority() {
        return new NonInferiority(number("margin"), number("alpha"));
    }

    Repeats repeats() {
        return new Repeats((int) whole("c"), (int) whole("n"));
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
