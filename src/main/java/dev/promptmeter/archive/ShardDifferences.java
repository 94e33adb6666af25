package dev.promptmeter.archive;

import dev.promptmeter.dataset.DatasetInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What keeps two shards from being parts of one run. Where they ran, and where their files lay there, does not matter. */
final class ShardDifferences {

    private static final Pattern MAJOR = Pattern.compile("(\\S+ \\d+)\\..*");
    private static final int DIGITS = 12;

    private final List<String> found = new ArrayList<>();

    private ShardDifferences() {}

    /**
     * Passes two shards that belong together.
     *
     * @throws StorageException with PM-1520 and all that differs for any other two
     */
    static void refuse(ShardRun one, ShardRun other) {
        ShardDifferences differences = new ShardDifferences();
        differences.compare(one, other);
        if (!differences.found.isEmpty()) {
            throw ShardRun.refused(
                    one.name() + " and " + other.name() + " differ in " + String.join("; ", differences.found));
        }
    }

    private void compare(ShardRun one, ShardRun other) {
        Manifest run = one.run();
        Manifest with = other.run();
        compare(
                "the number of shards",
                one.facts().shard().count(),
                other.facts().shard().count());
        compare("the name of the suite", run.suite(), with.suite());
        if (!run.suiteSha().equals(with.suiteSha())) {
            compare("", withoutWarmUp(run.resolved()), withoutWarmUp(with.resolved()));
        }
        compare("the major version", major(run.tool()), major(with.tool()));
        compare("the datasets", datasets(run), datasets(with));
        compare("the prompts", prompts(run), prompts(with));
        compare("the models", run.models(), with.models());
        compare("the repeats", run.repeat(), with.repeat());
        compare(
                "the baseline",
                KeptBaseline.of(run).map(KeptBaseline::sha).orElse("none"),
                KeptBaseline.of(with).map(KeptBaseline::sha).orElse("none"));
        compare(
                "the rows of all shards",
                one.facts().rows().of(),
                other.facts().rows().of());
    }

    /** A shard that went on was warm already; nothing else of a suite may differ. */
    private static JsonNode withoutWarmUp(JsonNode resolved) {
        JsonNode copy = resolved.deepCopy();
        if (copy.path("run") instanceof ObjectNode run) {
            run.remove("warmup");
        }
        return copy;
    }

    /** Names what differs as a suite names it. */
    private void compare(String path, JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            Set<String> names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            names.forEach(name -> compare(path.isEmpty() ? name : path + "." + name, one.path(name), other.path(name)));
        } else if (!one.equals(other)) {
            found.add("the suite's " + path);
        }
    }

    private void compare(String what, Object one, Object other) {
        if (!Objects.equals(one, other)) {
            found.add(what + " (" + one + " and " + other + ")");
        }
    }

    private static String major(String tool) {
        Matcher major = MAJOR.matcher(tool);
        return major.matches() ? major.group(1) : tool;
    }

    private static List<String> datasets(Manifest run) {
        return run.datasets().stream().map(ShardDifferences::dataset).toList();
    }

    private static String dataset(DatasetInfo dataset) {
        return dataset.id() + " " + digits(dataset.sha256());
    }

    private static List<String> prompts(Manifest run) {
        return run.prompts().stream()
                .map(prompt -> prompt.id() + " " + prompt.sha())
                .toList();
    }

    private static String digits(String sha) {
        return sha.substring(0, Math.min(DIGITS, sha.length()));
    }
}
