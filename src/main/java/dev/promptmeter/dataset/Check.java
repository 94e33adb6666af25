package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * One test of an answer as its author wrote it; whether its type exists and takes these arguments is for the scorers to say.
 *
 * @param type the name without {@code not-}
 * @param negated whether it stood with {@code not-}
 * @param value what to compare with: text from a cell, any JSON-like value from a suite; null if none was written
 * @param threshold pass boundary, limit or tolerance; null if none was written
 * @param weight its share in the case's score, 0 to 1000; 0 is measured and never decides
 * @param metric name of the metric that its score enters; null for none
 * @param options the further keys of a check in a suite, as written
 * @param parts the checks that a group is made of; none for any other check
 * @param origin where it stands and how it reads there
 */
public record Check(
        String type,
        boolean negated,
        @Nullable JsonNode value,
        @Nullable Quantity threshold,
        double weight,
        @Nullable String metric,
        Map<String, JsonNode> options,
        List<Check> parts,
        Origin origin) {

    /**
     * Where a check was written.
     *
     * @param source file and position
     * @param text the cell, or the check in one line
     * @param level which part of the input it belongs to
     */
    public record Origin(Source source, String text, Level level) {}

    /** The part of the input that a check belongs to. */
    public enum Level {
        /** Every case of the suite. */
        SUITE,
        /** Every row of one dataset. */
        DATASET,
        /** One row. */
        ROW
    }

    /** Copies the collections and refuses an impossible weight. */
    public Check {
        if (!(weight >= 0 && weight <= 1000)) {
            throw new IllegalArgumentException("weight must lie between 0 and 1000: " + weight);
        }
        options = Map.copyOf(options);
        parts = List.copyOf(parts);
    }

    /** Makes a check that is no group. */
    public Check(
            String type,
            boolean negated,
            @Nullable JsonNode value,
            @Nullable Quantity threshold,
            double weight,
            @Nullable String metric,
            Map<String, JsonNode> options,
            Origin origin) {
        this(type, negated, value, threshold, weight, metric, options, List.of(), origin);
    }

    /** {@return a check of weight 1 with a text value, as a cell gives it} */
    public static Check of(String type, @Nullable String value) {
        JsonNode node = value == null ? null : StringNode.valueOf(value);
        String text = value == null ? type : type + ": " + value;
        return new Check(type, false, node, null, 1, null, Map.of(), new Origin(Source.NOWHERE, text, Level.ROW));
    }

    /** {@return the opposite of this check} */
    public Check not() {
        return new Check(type, !negated, value, threshold, weight, metric, options, parts, origin);
    }

    /** {@return the same check with another value} */
    public Check withValue(@Nullable JsonNode other) {
        return new Check(type, negated, other, threshold, weight, metric, options, parts, origin);
    }

    /** {@return the same check with another threshold} */
    public Check withThreshold(@Nullable Quantity other) {
        return new Check(type, negated, value, other, weight, metric, options, parts, origin);
    }

    /** {@return the same check that feeds another metric} */
    public Check withMetric(@Nullable String other) {
        return new Check(type, negated, value, threshold, weight, other, options, parts, origin);
    }

    /** {@return the same check with another weight} */
    public Check withWeight(double other) {
        return new Check(type, negated, value, threshold, other, metric, options, parts, origin);
    }

    /** {@return the same check with these further keys} */
    public Check withOptions(Map<String, JsonNode> other) {
        return new Check(type, negated, value, threshold, weight, metric, other, parts, origin);
    }

    /** {@return the same group of other checks} */
    public Check withParts(List<Check> other) {
        return new Check(type, negated, value, threshold, weight, metric, options, other, origin);
    }

    /** {@return this check, and after it those it is made of} */
    public List<Check> whole() {
        List<Check> whole = new ArrayList<>(1 + parts.size());
        whole.add(this);
        whole.addAll(parts);
        return whole;
    }

    /** {@return the same check, written elsewhere} */
    public Check from(Origin other) {
        return new Check(type, negated, value, threshold, weight, metric, options, parts, other);
    }

    /** {@return the type as its author wrote it, with {@code not-} if negated} */
    public String name() {
        return negated ? "not-" + type : type;
    }
}
