package dev.promptmeter.score.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Equality of JSON values: the order of an object's members is ignored, that of an array's is not, and {@code 1} is {@code 1.0}. */
public final class JsonEquality {

    private static final int CHARACTERS_PER_STEP = 64;

    private JsonEquality() {}

    /**
     * {@return whether both values are equal}
     *
     * @throws TooMuchWork if telling takes more than what is left
     */
    public static boolean equal(JsonNode one, JsonNode other, Work work) {
        work.spend(1);
        if (one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
            return false;
        }
        if (one.isObject()) {
            return equalMembers(one, other, work);
        }
        if (one.isArray()) {
            return equalElements(one, other, work);
        }
        if (one.isString()) {
            work.spend(one.stringValue().length() / CHARACTERS_PER_STEP);
        }
        return equalLeaves(one, other);
    }

    /** {@return whether two values are equal of which none holds others; numbers are compared by value} */
    public static boolean equalLeaves(JsonNode one, JsonNode other) {
        return finite(one) && finite(other) ? compareNumbers(one, other) == 0 : one.equals(other);
    }

    /** A server's own tree may hold a number that no decimal can. */
    private static boolean finite(JsonNode node) {
        return node.isNumber() && (!node.isDouble() || Double.isFinite(node.doubleValue()));
    }

    private static boolean equalMembers(JsonNode one, JsonNode other, Work work) {
        for (Map.Entry<String, JsonNode> member : one.properties()) {
            JsonNode counterpart = other.get(member.getKey());
            if (counterpart == null || !equal(member.getValue(), counterpart, work)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalElements(JsonNode one, JsonNode other, Work work) {
        for (int i = 0; i < one.size(); i++) {
            if (!equal(one.get(i), other.get(i), work)) {
                return false;
            }
        }
        return true;
    }

    /** {@return how two numbers compare by value: below, at or above 0} */
    public static int compareNumbers(JsonNode one, JsonNode other) {
        if (one.isIntegralNumber() && other.isIntegralNumber() && one.canConvertToLong() && other.canConvertToLong()) {
            return Long.compare(one.longValue(), other.longValue());
        }
        return one.decimalValue().compareTo(other.decimalValue());
    }
}
