package dev.promptmeter.suite;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.run.ChosenCases;
import dev.promptmeter.run.Prompt;
import dev.promptmeter.suite.DatasetResolver.Located;
import dev.promptmeter.suite.Node.Entry;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import dev.promptmeter.suite.Node.Scalar;
import dev.promptmeter.suite.Node.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A suite as a JSON tree, for the journal, and back: profiles, flags and variables applied, one dataset for each file, the implied
 * gate written out. The key {@code applied} holds what no suite file says.
 */
final class ResolvedTree {

    static final String APPLIED = "applied";
    static final String METRICS = "metrics";
    static final String VARS = "vars";
    static final String GATE_LINES = "gateLines";
    static final String REFUSAL_PHRASES = "refusalPhrases";
    static final String PROMPT_PARAMS = "promptParams";
    static final String FAILED = "failed";
    static final String CHECK_PLACES = "checkPlaces";
    static final String PRICE_FILE = "priceFile";

    private static final Place JOURNAL = new Place(Source.NOWHERE, "journal");

    private ResolvedTree() {}

    /** {@return the tree of what was read} */
    static ObjectNode of(SuiteResolver.Input input, List<Located> located, SuiteOptions options) {
        ObjectNode tree = (ObjectNode) json(input.tree());
        tree.remove("profiles");
        JsonNode written = tree.path("datasets");
        ArrayNode datasets = tree.putArray("datasets");
        for (Located each : located) {
            int index = indexOf(input.section().datasets(), each.section());
            datasets.add(dataset((ObjectNode) written.get(index), each, options.rows()));
        }
        if (input.prices() != null) {
            tree.putObject(APPLIED).set(PRICE_FILE, input.prices().json());
        }
        return tree;
    }

    /** That very section: the first comparison of all parts of two records takes a time that a small run would notice. */
    private static int indexOf(List<DatasetSection> sections, DatasetSection wanted) {
        int index = 0;
        while (sections.get(index) != wanted) {
            index++;
        }
        return index;
    }

    private static ObjectNode dataset(ObjectNode written, Located located, SuiteOptions.Rows rows) {
        ObjectNode dataset = written.deepCopy();
        dataset.put("id", located.spec().id()).put("file", located.spec().shown());
        String filter = Stream.concat(Stream.ofNullable(located.section().filter()), rows.filters().stream())
                .collect(Collectors.joining(" "));
        if (!filter.isEmpty()) {
            dataset.put("filter", filter);
        }
        if (rows.limit() != null || rows.sample() != null) {
            dataset.remove(List.of("limit", "sample"));
        }
        if (rows.limit() != null) {
            dataset.put("limit", rows.limit());
        }
        if (rows.sample() != null) {
            dataset.putObject("sample")
                    .put("n", rows.sample().n())
                    .put("seed", rows.sample().seed());
        }
        return dataset;
    }

    /** {@return the tree with what the datasets have shown} */
    static JsonNode complete(ScannedSuite scanned) {
        ObjectNode tree = scanned.suite().resolved().deepCopy().asObject();
        if (!tree.has("gates")) {
            ArrayNode gates = tree.putArray("gates");
            scanned.gates().forEach(gate -> gates.add(gate.expression()));
        }
        ObjectNode applied = tree.withObject(APPLIED);
        applied.set(METRICS, Json.texts(scanned.metrics()));
        ArrayNode lines = applied.putArray(GATE_LINES);
        scanned.gates().forEach(gate -> lines.add(gate.line()));
        ArrayNode places = applied.putArray(CHECK_PLACES);
        scanned.suite().datasets().forEach(block -> addPlaces(places.addArray(), block.checks()));
        ObjectNode vars = applied.putObject(VARS);
        scanned.suite().overrides().forEach(vars::put);
        addJudging(applied, scanned.suite());
        ChosenCases among = scanned.suite().options().rows().among();
        if (among != null) {
            applied.put(FAILED, among.run());
        }
        return tree;
    }

    /** {@return the same tree with those gates instead of its own} */
    static JsonNode gated(JsonNode resolved, List<String> expressions) {
        ObjectNode tree = resolved.deepCopy().asObject();
        tree.set("gates", Json.texts(expressions));
        ArrayNode lines = tree.withObject(APPLIED).putArray(GATE_LINES);
        expressions.forEach(gate -> lines.add(0));
        return tree;
    }

    /** Only where there is something: what an answer is judged by must not hang on files that may have changed since. */
    private static void addJudging(ObjectNode applied, Suite suite) {
        if (!suite.judging().refusalPhrases().isEmpty()) {
            applied.set(REFUSAL_PHRASES, Json.texts(suite.judging().refusalPhrases()));
        }
        ObjectNode params = Json.object();
        for (Prompt prompt : suite.prompts()) {
            if (!prompt.params().isEmpty()) {
                ObjectNode own = params.putObject(prompt.id());
                prompt.params().forEach(own::set);
            }
        }
        if (!params.isEmpty()) {
            applied.set(PROMPT_PARAMS, params);
        }
    }

    private static void addPlaces(ArrayNode places, List<Check> checks) {
        for (Check check : checks) {
            Source source = check.origin().source();
            ObjectNode place = places.addObject()
                    .put("file", source.file())
                    .put("line", source.line())
                    .put("column", source.column());
            if (!check.parts().isEmpty()) {
                addPlaces(place.putArray("checks"), check.parts());
            }
        }
    }

    /** {@return the same checks where {@link #complete} says that they were written} */
    static List<Check> placed(List<Check> checks, JsonNode places) {
        List<Check> placed = new ArrayList<>();
        for (Check check : checks) {
            JsonNode place = places.path(placed.size());
            Source source = new Source(
                    place.path("file").asString(""),
                    place.path("line").asInt(0),
                    place.path("column").asInt(0));
            Check.Origin origin = check.origin();
            placed.add(check.from(new Check.Origin(source, origin.text(), origin.level()))
                    .withParts(placed(check.parts(), place.path("checks"))));
        }
        return placed;
    }

    private static JsonNode json(Node node) {
        if (node instanceof Scalar scalar) {
            return json(scalar);
        }
        if (node instanceof Items items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.items().forEach(item -> array.add(json(item)));
            return array;
        }
        ObjectNode object = Json.object();
        ((Mapping) node).entries().forEach((name, entry) -> object.set(name, json(entry.value())));
        return object;
    }

    /** Without quotes, {@code on} and {@code off} can only have been switches. */
    private static JsonNode json(Scalar scalar) {
        if (scalar.quoted()) {
            return StringNode.valueOf(scalar.text());
        }
        return switch (scalar.text()) {
            case "on" -> BooleanNode.TRUE;
            case "off" -> BooleanNode.FALSE;
            default -> JsonShape.looksLike(scalar.text());
        };
    }

    /** {@return the tree as it would have been read from a file} */
    static Node node(JsonNode json) {
        return node(json, JOURNAL);
    }

    /** {@return the tree as it would have been read from that place of a file} */
    static Node node(JsonNode json, Place place) {
        if (json.isObject()) {
            Map<String, Entry> entries = new LinkedHashMap<>();
            json.properties()
                    .forEach(each -> entries.put(each.getKey(), new Entry(place, node(each.getValue(), place))));
            return new Mapping(entries, place);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(node(item, place)));
            return new Items(items, place);
        }
        return json.isString()
                ? new Scalar(json.stringValue(), Style.QUOTED, place)
                : new Scalar(
                        json.isNumber() ? json.decimalValue().toPlainString() : json.asString(), Style.EXPANDED, place);
    }
}
