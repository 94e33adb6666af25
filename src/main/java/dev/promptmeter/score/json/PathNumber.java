package dev.promptmeter.score.json;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;

/** Reads numbers inside a path. */
final class PathNumber {

    // 2^53 - 1, beyond which JSON readers elsewhere lose digits.
    private static final long HIGHEST = 9_007_199_254_740_991L;
    private static final int MOST_DIGITS = 16;
    private static final int MOST_EXPONENT_DIGITS = 4;

    private PathNumber() {}

    /** {@return whether a number begins here} */
    static boolean begins(PathText text) {
        return text.peek() == '-' || PathText.digit(text.peek());
    }

    /** {@return a whole number, without leading zeros and within 53 bits} */
    static long whole(PathText text) {
        boolean negative = text.take("-");
        String digits = sound(text);
        long number = digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
        if (number > HIGHEST || negative && number == 0) {
            throw text.fault("a whole number within 53 bits expected before this place");
        }
        return negative ? -number : number;
    }

    /** {@return a JSON number} */
    static JsonNode literal(PathText text) {
        int from = text.at();
        text.take("-");
        sound(text);
        if (text.take(".")) {
            text.digits();
        }
        if (text.take("e") || text.take("E")) {
            exponent(text);
        }
        return DecimalNode.valueOf(new BigDecimal(text.since(from)));
    }

    private static void exponent(PathText text) {
        if (!text.take("+")) {
            text.take("-");
        }
        if (text.digits().length() > MOST_EXPONENT_DIGITS) {
            throw text.fault("an exponent of at most four digits expected before this place");
        }
    }

    private static String sound(PathText text) {
        String digits = text.digits();
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw text.fault("a number without leading zeros expected before this place");
        }
        return digits;
    }
}
