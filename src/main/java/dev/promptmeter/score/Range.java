package dev.promptmeter.score;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A span of whole numbers, ends included.
 *
 * @param min lowest; null for no lower bound
 * @param max highest; null for no upper bound
 */
record Range(@Nullable Long min, @Nullable Long max) {

    private static final String FORMS = ": expected n, a..b, a.. or ..b";
    private static final int MOST_DIGITS = 15;

    Range {
        if (min == null && max == null || min != null && max != null && min > max) {
            throw new CheckException("PM-1215", text(min) + ".." + text(max) + " holds no number" + FORMS);
        }
    }

    /** {@return the range of that value: text, a number, or a map of {@code min} and {@code max}} */
    static Range of(JsonNode value) {
        if (value.isObject()) {
            return ofMap(value);
        }
        if (value.isIntegralNumber()) {
            return parse(value.asString());
        }
        if (!value.isString()) {
            throw unreadable(value.toString());
        }
        return parse(WhiteSpace.trim(value.stringValue()));
    }

    private static Range ofMap(JsonNode map) {
        for (String key : map.propertyNames()) {
            if (!key.equals("min") && !key.equals("max")) {
                throw new CheckException("PM-1102", "unknown key '" + key + "' in a range: it has min and max");
            }
        }
        return new Range(bound(map.get("min")), bound(map.get("max")));
    }

    private static @Nullable Long bound(@Nullable JsonNode node) {
        return node == null ? null : (Long) number(node.isIntegralNumber() ? node.asString() : node.toString());
    }

    private static Range parse(String text) {
        int dots = text.indexOf("..");
        if (dots < 0) {
            long exactly = number(text);
            return new Range(exactly, exactly);
        }
        String low = text.substring(0, dots);
        String high = text.substring(dots + 2);
        return new Range(low.isEmpty() ? null : (Long) number(low), high.isEmpty() ? null : (Long) number(high));
    }

    private static long number(String digits) {
        boolean sound = !digits.isEmpty() && digits.length() <= MOST_DIGITS;
        if (!sound || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw unreadable(digits);
        }
        return Long.parseLong(digits);
    }

    private static CheckException unreadable(String text) {
        return new CheckException("PM-1215", Excerpt.of(text) + " is not a range" + FORMS);
    }

    /** {@return whether the number lies inside} */
    boolean contains(long number) {
        return (min == null || number >= min) && (max == null || number <= max);
    }

    @Override
    public String toString() {
        return min != null && min.equals(max) ? min.toString() : text(min) + ".." + text(max);
    }

    private static String text(@Nullable Long bound) {
        return bound == null ? "" : bound.toString();
    }
}
