package dev.promptmeter.score.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which element of one array belongs to which of another when their order does not count: equal ones first, the others in order of
 * size.
 *
 * @param equal elements that both have, as often as both have them
 * @param others the rest
 */
record ElementPairs(List<JsonNode> equal, List<Pair> others) {

    /**
     * Two elements that belong together.
     *
     * @param index in the expected array; in the other where that has none
     */
    record Pair(
            int index,
            @Nullable JsonNode expected,
            @Nullable JsonNode actual) {}

    private record Element(int index, JsonNode node, String text) {

        // Numbers by value, so that with a tolerance the nearest meet; everything else by its text.
        private static final Comparator<Element> BY_SIZE = Comparator.<Element, Boolean>comparing(
                        element -> !element.node.isNumber())
                .thenComparing((one, other) -> one.node.isNumber() && other.node.isNumber()
                        ? JsonEquality.compareNumbers(one.node, other.node)
                        : one.text.compareTo(other.text));
    }

    static ElementPairs of(JsonNode expected, JsonNode actual, Work work) {
        List<Element> wanted = elements(expected, work);
        Map<String, Integer> open = new HashMap<>();
        wanted.forEach(element -> open.merge(element.text, 1, Integer::sum));
        List<JsonNode> equal = new ArrayList<>();
        List<Element> came = new ArrayList<>();
        for (Element element : elements(actual, work)) {
            if (open.merge(element.text, -1, Integer::sum) >= 0) {
                equal.add(element.node);
            } else {
                came.add(element);
            }
        }
        return new ElementPairs(equal, paired(unmatched(wanted, open), came));
    }

    private static List<Element> elements(JsonNode array, Work work) {
        CanonicalText canonical = new CanonicalText(work);
        List<Element> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            elements.add(new Element(i, array.get(i), canonical.of(array.get(i))));
        }
        return elements;
    }

    private static List<Element> unmatched(List<Element> wanted, Map<String, Integer> open) {
        List<Element> rest = new ArrayList<>();
        for (Element element : wanted) {
            if (open.merge(element.text, -1, Integer::sum) >= 0) {
                rest.add(element);
            }
        }
        return rest;
    }

    private static List<Pair> paired(List<Element> wanted, List<Element> came) {
        wanted.sort(Element.BY_SIZE);
        came.sort(Element.BY_SIZE);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.max(wanted.size(), came.size()); i++) {
            Element expected = i < wanted.size() ? wanted.get(i) : null;
            Element actual = i < came.size() ? came.get(i) : null;
            int index = expected != null ? expected.index : actual != null ? actual.index : i;
            pairs.add(new Pair(index, expected == null ? null : expected.node, actual == null ? null : actual.node));
        }
        return pairs;
    }
}
