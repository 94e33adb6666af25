package dev.promptmeter.score.json;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Two JSON values side by side, leaf by leaf. A leaf is a scalar or an empty object or array, at its JSON Pointer; two leaves at one
 * pointer count once. Missing nodes inside them stand for what is ignored and count for nothing.
 */
public final class LeafComparison {

    // About a second; a value of 1 MB has some 200,000 leaves.
    private static final long MOST_WORK = 20_000_000;
    private static final int MOST_DIGITS = 1_100;

    private final Arrays arrays;
    private final BigDecimal tolerance;
    private final Work work;
    private final StringBuilder pointer = new StringBuilder();
    private long equal;
    private long all;
    private @Nullable Difference first;

    /** What counts as the same array. */
    public enum Arrays {
        /** The same elements in the same order. */
        ORDERED,
        /** The same elements as often, in any order. */
        UNORDERED
    }

    private LeafComparison(Arrays arrays, BigDecimal tolerance, Work work) {
        this.arrays = arrays;
        this.tolerance = tolerance;
        this.work = work;
    }

    /**
     * {@return how two values compare}
     *
     * @param tolerance by how much two numbers may differ and still be equal, 0 or more
     * @throws TooMuchWork if that takes more than what is left
     */
    public static LeafComparison of(JsonNode expected, JsonNode actual, Arrays arrays, BigDecimal tolerance) {
        LeafComparison comparison = new LeafComparison(arrays, tolerance, Work.of(MOST_WORK));
        comparison.compare(expected, actual);
        return comparison;
    }

    /** {@return leaves that are equal in both} */
    public long equal() {
        return equal;
    }

    /** {@return leaves in either} */
    public long all() {
        return all;
    }

    /** {@return the first place where they differ; null if they do nowhere} */
    public @Nullable Difference first() {
        return first;
    }

    private void compare(JsonNode expected, JsonNode actual) {
        work.spend(1);
        if (expected.isMissingNode() || actual.isMissingNode()) {
            return;
        }
        if (expected.isObject() && actual.isObject() && !expected.isEmpty() && !actual.isEmpty()) {
            members(expected, actual);
        } else if (expected.isArray() && actual.isArray() && !expected.isEmpty() && !actual.isEmpty()) {
            elements(expected, actual);
        } else if (leaf(expected) && leaf(actual)) {
            leaves(expected, actual);
        } else {
            differ(expected, actual);
            all += leaves(expected) + leaves(actual);
        }
    }

    private void leaves(JsonNode expected, JsonNode actual) {
        boolean same = same(expected, actual);
        all++;
        equal += same ? 1 : 0;
        if (!same) {
            differ(expected, actual);
        }
    }

    private boolean same(JsonNode expected, JsonNode actual) {
        if (tolerance.signum() > 0 && expected.isNumber() && actual.isNumber()) {
            return near(expected.decimalValue(), actual.decimalValue());
        }
        return JsonEquality.equal(expected, actual, work);
    }

    private boolean near(BigDecimal expected, BigDecimal actual) {
        // Numbers of very different size are far apart; their difference would have a digit for each power between
        // them.
        long sizes = (long) expected.precision() - expected.scale() - ((long) actual.precision() - actual.scale());
        return Math.abs(sizes) > MOST_DIGITS
                ? tolerance.compareTo(expected.abs().max(actual.abs())) > 0
                : expected.subtract(actual).abs().compareTo(tolerance) <= 0;
    }

    private void members(JsonNode expected, JsonNode actual) {
        for (Map.Entry<String, JsonNode> member : expected.properties()) {
            int end = enter(member.getKey());
            pair(member.getValue(), actual.get(member.getKey()));
            pointer.setLength(end);
        }
        for (Map.Entry<String, JsonNode> member : actual.properties()) {
            if (!expected.has(member.getKey())) {
                int end = enter(member.getKey());
                pair(null, member.getValue());
                pointer.setLength(end);
            }
        }
    }

    private void elements(JsonNode expected, JsonNode actual) {
        if (arrays == Arrays.UNORDERED) {
            ElementPairs pairs = ElementPairs.of(expected, actual, work);
            pairs.equal().forEach(element -> count(leaves(element)));
            pairs.others().forEach(this::element);
            return;
        }
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            element(new ElementPairs.Pair(i, expected.get(i), actual.get(i)));
        }
    }

    private void count(long leaves) {
        equal += leaves;
        all += leaves;
    }

    private void element(ElementPairs.Pair pair) {
        int end = enter(Integer.toString(pair.index()));
        pair(pair.expected(), pair.actual());
        pointer.setLength(end);
    }

    private void pair(@Nullable JsonNode expected, @Nullable JsonNode actual) {
        if (expected != null && actual != null) {
            compare(expected, actual);
            return;
        }
        long leaves = (expected == null ? 0 : leaves(expected)) + (actual == null ? 0 : leaves(actual));
        all += leaves;
        if (leaves > 0) {
            differ(expected, actual);
        }
    }

    private int enter(String name) {
        int end = pointer.length();
        pointer.append('/');
        if (first == null) {
            pointer.append(name.replace("~", "~0").replace("/", "~1"));
        }
        return end;
    }

    private void differ(@Nullable JsonNode expected, @Nullable JsonNode actual) {
        if (first == null) {
            first = new Difference(pointer.toString(), expected, actual);
        }
    }

    private static boolean leaf(JsonNode node) {
        return node.isEmpty();
    }

    private long leaves(JsonNode node) {
        work.spend(1);
        if (node.isMissingNode()) {
            return 0;
        }
        long leaves = leaf(node) ? 1 : 0;
        for (JsonNode child : node) {
            leaves += leaves(child);
        }
        return leaves;
    }

    /**
     * A place where two values differ.
     *
     * @param pointer as RFC 6901 writes it, empty for the root
     * @param expected what one side has there; null for nothing
     * @param actual what the other has; null for nothing
     */
    public record Difference(
            String pointer,
            @Nullable JsonNode expected,
            @Nullable JsonNode actual) {}
}
