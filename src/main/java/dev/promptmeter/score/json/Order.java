package dev.promptmeter.score.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The comparisons of a filter. Only numbers with numbers and texts with texts have an order. */
enum Order {
    EQUAL("=="),
    UNEQUAL("!="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">");

    private final String sign;

    Order(String sign) {
        this.sign = sign;
    }

    /** {@return the comparison whose sign stands here, which is passed; null if none does} */
    static @Nullable Order take(PathText text) {
        for (Order order : values()) {
            if (text.take(order.sign)) {
                return order;
            }
        }
        return null;
    }

    /** {@return whether both sides compare like that; a side that is missing equals another that is missing} */
    boolean holds(@Nullable JsonNode left, @Nullable JsonNode right, Work work) {
        return switch (this) {
            case EQUAL -> equal(left, right, work);
            case UNEQUAL -> !equal(left, right, work);
            case LESS -> below(left, right, work);
            case GREATER -> below(right, left, work);
            case AT_MOST -> below(left, right, work) || equal(left, right, work);
            case AT_LEAST -> below(right, left, work) || equal(left, right, work);
        };
    }

    private static boolean equal(@Nullable JsonNode left, @Nullable JsonNode right, Work work) {
        return left == null || right == null ? left == right : JsonEquality.equal(left, right, work);
    }

    private static boolean below(@Nullable JsonNode left, @Nullable JsonNode right, Work work) {
        if (left == null || right == null) {
            return false;
        }
        work.spend(1);
        if (left.isNumber() && right.isNumber()) {
            return JsonEquality.compareNumbers(left, right) < 0;
        }
        return left.isString() && right.isString() && below(left.stringValue(), right.stringValue());
    }

    /** By code point, where {@code compareTo} goes by UTF-16 unit. */
    private static boolean below(String left, String right) {
        int same = 0;
        while (same < left.length() && same < right.length() && left.charAt(same) == right.charAt(same)) {
            same++;
        }
        if (same == left.length() || same == right.length()) {
            return left.length() < right.length();
        }
        char one = left.charAt(same);
        char other = right.charAt(same);
        return Character.isSurrogate(one) == Character.isSurrogate(other) ? one < other : Character.isSurrogate(other);
    }
}
