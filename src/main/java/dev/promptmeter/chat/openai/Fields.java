package dev.promptmeter.chat.openai;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks at members of an answer without ever guessing or converting. */
final class Fields {

    private static final long MOST = 1L << 53;
    private static final BigDecimal LARGEST_COUNT = BigDecimal.valueOf(MOST);

    /** Digits before the point beyond which no amount or count of ours lies; a bound for later arithmetic. */
    private static final int MOST_DIGITS = 20;

    private Fields() {}

    /** {@return the text of that member; null if it is absent, empty or no text} */
    static @Nullable String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }

    /** {@return the text of that member, or of a number or boolean as written; null if it is absent, null or empty} */
    static @Nullable String word(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String word = value.isString() ? value.stringValue() : value.toString();
        return word.isEmpty() ? null : word;
    }

    /** {@return whether there is neither that member nor anything in it} */
    static boolean absent(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isString() && value.stringValue().isBlank()
                || value.isContainer() && value.isEmpty()
                || value.isBoolean() && !value.booleanValue();
    }

    /** {@return the number as a decimal; null if it is none, not finite, or absurdly large} */
    static @Nullable BigDecimal decimal(JsonNode value) {
        if (!value.isNumber() || value.isDouble()) {
            return null;
        }
        BigDecimal number = value.decimalValue();
        return digits(number) > MOST_DIGITS ? null : number;
    }

    /** {@return the number of digits before the point; negative for small fractions} */
    static long digits(BigDecimal number) {
        return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
    }

    /** {@return an integral number in 0..2^53; null for anything else} */
    static @Nullable Long count(JsonNode value) {
        if (value.isLong()) {
            long number = value.longValue();
            return number < 0 || number > MOST ? null : (Long) number;
        }
        BigDecimal number = decimal(value);
        if (number == null || number.signum() < 0 || number.compareTo(LARGEST_COUNT) > 0) {
            return null;
        }
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0 ? number.longValue() : null;
    }
}
