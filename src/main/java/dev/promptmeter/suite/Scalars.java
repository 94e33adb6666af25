package dev.promptmeter.suite;

import static dev.promptmeter.suite.ScalarShape.Quotes.ARE_WRONG;
import static dev.promptmeter.suite.ScalarShape.Quotes.DO_NOT_MATTER;
import static dev.promptmeter.suite.ScalarShape.Quotes.MAKE_TEXT;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.suite.ScalarShape.Reading;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The scalars of a suite: text, names, numbers, switches, choices, dates. */
final class Scalars {

    /** A name as every list of the suite uses it. */
    static final String ID = "[A-Za-z0-9_][A-Za-z0-9._-]{0,63}";

    /** The name of an environment variable. */
    static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

    private static final BigDecimal LARGEST_EXACT = BigDecimal.valueOf(1L << 53);
    private static final Map<String, Boolean> SWITCH = Map.of("true", true, "on", true, "false", false, "off", false);

    private Scalars() {}

    static Shape<String> text(int shortest, int longest) {
        ObjectNode schema = Json.type("string");
        if (shortest > 0) {
            schema.put("minLength", shortest);
        }
        if (longest < Integer.MAX_VALUE) {
            schema.put("maxLength", longest);
        }
        return new ScalarShape<>(
                "text",
                MAKE_TEXT,
                text -> {
                    int length = text.codePointCount(0, text.length());
                    return length >= shortest && length <= longest
                            ? Reading.of(text)
                            : Reading.outside(length + " characters are outside " + shortest + " to " + count(longest));
                },
                schema);
    }

    static Shape<String> text() {
        return text(0, Integer.MAX_VALUE);
    }

    static Shape<String> matching(String what, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return new ScalarShape<>(
                what,
                MAKE_TEXT,
                text -> compiled.matcher(text).matches() ? Reading.of(text) : Reading.unexpected(),
                Json.pattern(pattern));
    }

    static Shape<String> id() {
        return matching("ID: 1 to 64 of A-Z a-z 0-9 . _ -, not starting with . or -", ID);
    }

    static Shape<Integer> integer(int least, int most) {
        return whole(BigDecimal.valueOf(least), BigDecimal.valueOf(most)).map(BigDecimal::intValueExact);
    }

    /** A seed: 0 to 2^53, which every JSON reader keeps exactly. */
    static Shape<Long> seed() {
        return whole(BigDecimal.ZERO, LARGEST_EXACT).map(BigDecimal::longValueExact);
    }

    private static Shape<BigDecimal> whole(BigDecimal least, BigDecimal most) {
        ObjectNode schema = Json.type("integer").put("minimum", least).put("maximum", most);
        return new ScalarShape<>(
                "a whole number, " + range(least, most),
                ARE_WRONG,
                text -> {
                    if (!Plain.number(text)
                            || new BigDecimal(text).stripTrailingZeros().scale() > 0) {
                        return Reading.unexpected();
                    }
                    return within(new BigDecimal(text), least, most);
                },
                schema);
    }

    static Shape<BigDecimal> number(String least, String most) {
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        return new ScalarShape<>(
                "a number, " + range(low, high),
                ARE_WRONG,
                text -> Plain.number(text) ? within(new BigDecimal(text), low, high) : Reading.unexpected(),
                Json.type("number").put("minimum", low).put("maximum", high));
    }

    /** A number of at least 0. */
    static Shape<BigDecimal> amount() {
        return new ScalarShape<>(
                "a number, 0 or more",
                ARE_WRONG,
                text -> {
                    if (!Plain.number(text)) {
                        return Reading.unexpected();
                    }
                    BigDecimal number = new BigDecimal(text);
                    return number.signum() < 0 ? Reading.outside(text + " is below 0") : Reading.of(number);
                },
                Json.type("number").put("minimum", 0));
    }

    /** A share of the whole that says something: above 0, up to 1. */
    static Shape<Double> threshold() {
        return new ScalarShape<>(
                "a number above 0 and up to 1",
                ARE_WRONG,
                text -> {
                    if (!Plain.number(text)) {
                        return Reading.unexpected();
                    }
                    double number = new BigDecimal(text).doubleValue();
                    return number > 0 && number <= 1
                            ? Reading.of(number)
                            : Reading.outside(text + " is outside 0 (excluded) to 1");
                },
                Json.type("number").put("exclusiveMinimum", 0).put("maximum", 1));
    }

    static Shape<Boolean> onOff() {
        ObjectNode schema = Json.object();
        schema.putArray("enum").add(true).add(false).add("on").add("off");
        return new ScalarShape<>(
                "true, false, on or off",
                ARE_WRONG,
                text -> {
                    Boolean value = SWITCH.get(text);
                    return value == null ? Reading.unexpected() : Reading.of(value);
                },
                schema);
    }

    /** One of a few words; some are known but not built. */
    static Shape<String> word(List<String> words, List<String> later) {
        ObjectNode schema = Json.object();
        schema.set("enum", Json.texts(words));
        return new ScalarShape<>(
                "one of " + String.join(", ", words),
                DO_NOT_MATTER,
                text -> {
                    if (later.contains(text)) {
                        return Reading.unexpected(
                                "'" + text + "' is not yet supported; choose from " + String.join(", ", words));
                    }
                    return words.contains(text) ? Reading.of(text) : Reading.unexpected(unknownWord(text, words));
                },
                schema);
    }

    static Shape<String> word(String... words) {
        return word(List.of(words), List.of());
    }

    private static String unknownWord(String text, List<String> words) {
        return NearName.of(text, words)
                .map(near -> "'" + text + "' is unknown: did you mean '" + near + "'?")
                .orElse("");
    }

    /** The constants of an enum, written in lower case. */
    static <E extends Enum<E>> Shape<E> word(Class<E> type) {
        Map<String, E> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'), each -> each));
        List<String> words =
                new ArrayList<>(constants.keySet().stream().sorted().toList());
        return word(words, List.of()).map(constants::get);
    }

    static Shape<String> date() {
        return new ScalarShape<>(
                "DATE such as 2026-01-02",
                DO_NOT_MATTER,
                text -> {
                    try {
                        return text.length() == 10
                                ? Reading.of(LocalDate.parse(text).toString())
                                : Reading.unexpected();
                    } catch (DateTimeException e) {
                        return Reading.unexpected();
                    }
                },
                Json.pattern("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"));
    }

    private static Reading<BigDecimal> within(BigDecimal number, BigDecimal least, BigDecimal most) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0
                ? Reading.of(number)
                : Reading.outside(number.toPlainString() + " is outside " + range(least, most));
    }

    private static String range(BigDecimal least, BigDecimal most) {
        return least.toPlainString() + " to " + most.toPlainString();
    }

    private static String count(int number) {
        return number == Integer.MAX_VALUE ? "any number" : Integer.toString(number);
    }
}
