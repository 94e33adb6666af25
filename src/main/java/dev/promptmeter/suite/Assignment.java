package dev.promptmeter.suite;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.suite.Node.Items;
import dev.promptmeter.suite.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One value put into a suite from outside, such as by {@code --set run.repeat=3}.
 *
 * @param path keys joined by dots; an item of a list is named by its id
 * @param value a YAML scalar or flow collection
 * @param origin who says so, such as {@code flag --repeat}
 */
public record Assignment(String path, String value, String origin) {

    /**
     * {@return the assignment of a {@code --set} flag}
     *
     * @throws SuiteException if the text is not PATH=VALUE
     */
    public static Assignment parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            String message = "'" + text + "' is not a valid value for '--set': write PATH=VALUE, e.g. run.repeat=3";
            throw new SuiteException(List.of(Problem.of("PM-1003", Source.NOWHERE, message)));
        }
        return new Assignment(
                text.substring(0, equals), text.substring(equals + 1), "flag --set " + text.substring(0, equals));
    }

    /** {@return the suite with the value in it} */
    Mapping apply(Mapping suite, Findings findings) {
        Place place = new Place(Source.NOWHERE, origin);
        Node node = YamlTree.readValue(value, place);
        return new Overlay(origin, findings).apply(suite, nested(segments(suite), node, place));
    }

    private static Mapping nested(List<String> segments, Node value, Place place) {
        Node node = value;
        for (int i = segments.size() - 1; i >= 0; i--) {
            node = new Mapping(Map.of(segments.get(i), new Node.Entry(place, node)), place);
        }
        return (Mapping) node;
    }

    /** An id may hold dots of its own, so the ids that are there are tried before the path is cut at a dot. */
    private List<String> segments(Mapping suite) {
        List<String> segments = new ArrayList<>();
        int dot = path.indexOf('.');
        segments.add(dot < 0 ? path : path.substring(0, dot));
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        if (suite.get(segments.get(0)) instanceof Items items && !rest.isEmpty()) {
            String id = idAtStartOf(rest, segments.get(0), items);
            segments.add(id);
            rest = rest.length() > id.length() ? rest.substring(id.length() + 1) : "";
        }
        if (!rest.isEmpty()) {
            segments.addAll(List.of(rest.split("\\.", -1)));
        }
        return segments;
    }

    private static String idAtStartOf(String rest, String list, Items items) {
        String best = "";
        for (Node item : items.items()) {
            String id = ItemId.of(list, item).orElse("");
            if ((rest.equals(id) || rest.startsWith(id + ".")) && id.length() > best.length()) {
                best = id;
            }
        }
        return best.isEmpty() ? rest.split("\\.", 2)[0] : best;
    }
}
