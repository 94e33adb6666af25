package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.ItemList;
import dev.promptmeter.dataset.ListSyntaxException;
import dev.promptmeter.dataset.Quantity;
import dev.promptmeter.score.TextForm.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what stands in a check, and refuses what its type does not take. */
final class Arguments {

    /** Keys of every check that reads a text. */
    static final List<String> TEXT_OPTIONS = List.of("on", "allowEmpty");

    /** Keys of every check that compares two texts. */
    static final List<String> COMPARISON_OPTIONS = List.of("normalize", "on", "allowEmpty");

    private final Check check;
    private final CheckHelp help;

    private Arguments(Check check, CheckHelp help) {
        this.check = check;
        this.help = help;
    }

    /**
     * Takes a check of the type that the help describes.
     *
     * @throws CheckException for an unknown key, a number where none is taken, or a value where none is
     */
    static Arguments of(Check check, CheckHelp help) {
        Arguments arguments = new Arguments(check, help);
        arguments.refuseStrangers();
        return arguments;
    }

    private void refuseStrangers() {
        for (String key : check.options().keySet()) {
            if (!help.options().contains(key)) {
                throw new CheckException(
                        "PM-1102", "unknown key '" + key + "' in a check '" + help.name() + "'" + knownKeys());
            }
        }
        if (check.threshold() != null && !help.takesNumber()) {
            throw new CheckException(
                    "PM-1402", "'" + help.name() + "' takes no number in parentheses and no threshold");
        }
        if (check.value() != null && help.value().isEmpty()) {
            throw wrong("takes no value");
        }
        flag("allowEmpty");
    }

    private String knownKeys() {
        return help.options().isEmpty() ? "" : ": it has " + String.join(", ", help.options());
    }

    /** {@return the value as it stands, or null if none was written} */
    @Nullable
    JsonNode value() {
        return check.value();
    }

    /** {@return the value as it stands} */
    JsonNode requiredValue() {
        JsonNode value = check.value();
        if (value == null || value.isString() && value.stringValue().isEmpty()) {
            throw wrong("needs a value, " + help.value());
        }
        return value;
    }

    /** {@return the value as text that is not empty} */
    String text() {
        return text(requiredValue());
    }

    /** {@return one part of the value as text} */
    String text(JsonNode node) {
        if (!node.isString()) {
            throw wrong("takes text: write " + node + " in quotes");
        }
        return node.stringValue();
    }

    /** {@return the value as a list that is not empty: of a YAML list, or of text in the list grammar of a cell} */
    List<String> items() {
        JsonNode value = requiredValue();
        List<String> items = value.isArray() ? elements(value) : inList(text(value));
        if (items.isEmpty()) {
            throw wrong("needs at least one item, " + help.value());
        }
        return items;
    }

    /** {@return the value as texts: one, or every element of a YAML list} */
    List<String> texts() {
        JsonNode value = requiredValue();
        return value.isArray() && !value.isEmpty() ? elements(value) : List.of(text(value));
    }

    private static List<String> inList(String text) {
        try {
            return ItemList.parse(text);
        } catch (ListSyntaxException e) {
            throw new CheckException("PM-1404", e.getMessage());
        }
    }

    private List<String> elements(JsonNode array) {
        List<String> items = new ArrayList<>();
        array.forEach(element -> items.add(text(element)));
        return items;
    }

    /** {@return which text is judged, when no form is asked for} */
    JudgedText judgedText() {
        return judgedText(List.of(), List.of());
    }

    /**
     * {@return which text is judged, and in which form}
     *
     * @param always steps that make up the type itself
     * @param unlessNamed steps that {@code normalize} replaces
     */
    JudgedText judgedText(Collection<Step> always, Collection<Step> unlessNamed) {
        JsonNode named = check.options().get("normalize");
        TextForm form = TextForm.EXACT.plus(named == null ? unlessNamed : steps(named));
        return new JudgedText(part(), form.plus(always));
    }

    private List<Step> steps(JsonNode node) {
        if (!node.isArray()) {
            throw wrong("has 'normalize', which is a list of " + words(Step.values(), Step::word));
        }
        List<Step> steps = new ArrayList<>();
        node.forEach(name -> steps.add(chosen("normalize", name, Step.values(), Step::word)));
        return steps;
    }

    private JudgedText.Part part() {
        return choice("on", JudgedText.Part.TEXT, JudgedText.Part.values(), JudgedText.Part::word);
    }

    /** {@return which of the values the option names by its word, or that default} */
    <T> T choice(String key, T otherwise, T[] values, Function<T, String> word) {
        JsonNode node = check.options().get(key);
        return node == null ? otherwise : chosen(key, node, values, word);
    }

    private <T> T chosen(String key, JsonNode node, T[] values, Function<T, String> word) {
        return Arrays.stream(values)
                .filter(value -> node.isString() && word.apply(value).equals(node.stringValue()))
                .findFirst()
                .orElseThrow(() -> wrong("has " + key + ": " + node + ", which is none of " + words(values, word)));
    }

    private static <T> String words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).collect(Collectors.joining(", "));
    }

    /** {@return whether that option is set to true} */
    boolean flag(String key) {
        JsonNode node = check.options().get(key);
        if (node != null && !node.isBoolean()) {
            throw wrong("has " + key + ": " + node + ", which is neither true nor false");
        }
        return node != null && node.booleanValue();
    }

    /** {@return the threshold as written, or empty if there is none} */
    Optional<Quantity> threshold() {
        return Optional.ofNullable(check.threshold());
    }

    /** {@return a threshold from 0 to 1, or that default} */
    double share(double otherwise) {
        if (check.threshold() == null) {
            return otherwise;
        }
        BigDecimal number = bareNumber(check.threshold());
        if (number.signum() < 0 || number.compareTo(BigDecimal.ONE) > 0) {
            boolean percent = number.compareTo(BigDecimal.TEN) > 0 && number.compareTo(BigDecimal.valueOf(100)) <= 0;
            String hint = percent ? ": did you mean " + share(number) + "?" : "";
            throw new CheckException(
                    "PM-1402",
                    "the threshold of '" + help.name() + "' lies between 0 and 1, not at " + number.toPlainString()
                            + hint);
        }
        return number.doubleValue();
    }

    private static String share(BigDecimal percent) {
        return percent.movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    /** {@return the number of a quantity that may have no unit} */
    BigDecimal bareNumber(Quantity quantity) {
        if (!quantity.unit().isEmpty()) {
            throw wrong("takes a number without a unit, not " + quantity);
        }
        return quantity.number();
    }

    /** {@return the option as it stands, or null if it is not set} */
    @Nullable
    JsonNode option(String key) {
        return check.options().get(key);
    }

    /** {@return the whole number of an option, or the lowest that it may be} */
    int wholeNumber(String key, int lowest, int highest) {
        JsonNode node = check.options().get(key);
        if (node == null) {
            return lowest;
        }
        if (!node.isInt() || node.intValue() < lowest || node.intValue() > highest) {
            throw wrong("has " + key + ": " + node + ", which is no whole number from " + lowest + " to " + highest);
        }
        return node.intValue();
    }

    /** {@return PM-1406 for this check, which needs what is not there} */
    CheckException lacks(String what) {
        return new CheckException("PM-1406", "'" + help.name() + "' needs " + what);
    }

    /** {@return PM-1402 for this check, whose message goes on like that, with an example} */
    CheckException wrong(String predicate) {
        return new CheckException("PM-1402", "'" + help.name() + "' " + predicate + "; for example  " + help.example());
    }
}
