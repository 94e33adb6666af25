package dev.promptmeter.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of the harness itself, gathered for a run's {@code overhead} note: benchmark results as JMH leaves them in a folder, the
 * last calibration, and the machine that the run takes place on.
 */
public final class OverheadFigures {

    private static final String ENVIRONMENT = "environment.json";
    private static final long LARGEST_FILE = 8L << 20;

    private final ObjectNode note = Json.MAPPER.createObjectNode();
    private final Map<String, JsonNode> newest = new TreeMap<>();
    private final ArrayNode skipped = Json.MAPPER.createArrayNode();

    private OverheadFigures() {}

    /**
     * {@return the newest result of each benchmark, with where they were measured, and the last calibration; null if there is neither}
     *
     * @param folder where JMH leaves its results
     * @param calibration the file of the last calibration
     * @param here what tells this machine and JVM from others
     */
    public static @Nullable JsonNode read(Path folder, Path calibration, Map<String, String> here) {
        return gathered(folder, CalibrationFile.read(calibration), Json.MAPPER.valueToTree(here));
    }

    /**
     * {@return what a run has on record of the harness itself, with the benchmark results of another folder in place of its own; null if
     * nothing is left}
     *
     * @param recorded what it has on record; null for nothing
     */
    public static @Nullable JsonNode replaced(@Nullable JsonNode recorded, Path folder) {
        return recorded == null
                ? gathered(folder, null, null)
                : gathered(folder, recorded.get("calibration"), recorded.get("here"));
    }

    private static @Nullable JsonNode gathered(Path folder, @Nullable JsonNode calibration, @Nullable JsonNode here) {
        OverheadFigures figures = new OverheadFigures();
        if (Files.isDirectory(folder)) {
            oldestFirst(folder).forEach(figures::add);
        }
        if (figures.newest.isEmpty() && figures.skipped.isEmpty() && calibration == null) {
            return null;
        }
        figures.setUnlessNull("calibration", calibration);
        figures.setUnlessNull("here", here);
        return figures.note();
    }

    private void setUnlessNull(String name, @Nullable JsonNode node) {
        if (node != null) {
            note.set(name, node);
        }
    }

    private static List<Path> oldestFirst(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .thenComparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void add(Path file) {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                skipped.add(name + " is skipped: it is no file");
                return;
            }
            if (Files.size(file) > LARGEST_FILE) {
                skipped.add(name + " is skipped: larger than any result of JMH");
                return;
            }
            add(name, Json.MAPPER.readTree(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException | JacksonException e) {
            skipped.add(name + " is skipped: it cannot be read as JSON");
        }
    }

    private void add(String name, JsonNode tree) {
        if (name.equals(ENVIRONMENT)) {
            note.set("environment", tree);
            return;
        }
        if (!tree.isArray() || tree.isEmpty() || tree.valueStream().anyMatch(each -> !benchmark(each))) {
            skipped.add(name + " is skipped: it is not a result of JMH");
            return;
        }
        tree.forEach(
                each -> newest.put(each.path("benchmark").asString() + each.path("params") + each.path("mode"), each));
    }

    private static boolean benchmark(JsonNode node) {
        return node.path("benchmark").isString()
                && node.path("primaryMetric").path("score").isValueNode();
    }

    private JsonNode note() {
        ArrayNode benchmarks = note.putArray("benchmarks");
        newest.values().forEach(benchmarks::add);
        note.set("skipped", skipped);
        return note;
    }
}
