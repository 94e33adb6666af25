package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Checks for tests, written as in a cell or as in a suite. */
final class Cells {

    private static final JsonMapper JSON = new JsonMapper();
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern CELL = Pattern.compile(
            "(not-)?(similar:[a-z]+|[^:(]+)(?:\\((\\d+(?:\\.\\d+)?)(\\w*|%)\\))?(?::\\s*(.*))?", Pattern.DOTALL);

    private Cells() {}

    /** {@return the check that is written like {@code not-numeric(0.01): 3.14}} */
    static Check cell(String cell) {
        Matcher parts = CELL.matcher(cell);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a cell: " + cell);
        }
        Check check = Check.of(parts.group(2), parts.group(5));
        if (parts.group(3) != null) {
            check = check.withThreshold(new Quantity(Quantity.of(parts.group(3)).number(), parts.group(4)));
        }
        return parts.group(1) == null ? check : check.not();
    }

    /** {@return the check that a help shows, in a cell or in a suite} */
    static Check example(CheckHelp help) {
        if (!help.fitsCells()) {
            return item(YAML.readTree(help.example()));
        }
        // A name may have a colon, which nothing but the name itself tells from the one before the value.
        Check shown = cell("is-empty" + help.example().substring(help.name().length()));
        return new Check(
                help.name(),
                shown.negated(),
                shown.value(),
                shown.threshold(),
                shown.weight(),
                shown.metric(),
                shown.options(),
                shown.origin());
    }

    private static Check item(JsonNode item) {
        Map<String, JsonNode> options = new HashMap<>();
        item.properties().forEach(entry -> options.put(entry.getKey(), entry.getValue()));
        options.keySet().removeAll(List.of("type", "value", "threshold", "checks"));
        Check check = Check.of(item.path("type").asString(), null)
                .withValue(item.get("value"))
                .withOptions(options)
                .withParts(item.path("checks").valueStream().map(Cells::item).toList());
        return item.has("threshold")
                ? check.withThreshold(Quantity.of(item.path("threshold").asString()))
                : check;
    }

    /** {@return a group of these checks; every one must pass} */
    static Check group(Check... parts) {
        return Check.of("assert-set", null).withParts(List.of(parts));
    }

    /** {@return the check of that type whose value and further keys are written as JSON} */
    static Check suite(String type, String value, String options) {
        Map<String, JsonNode> keys = new HashMap<>();
        json(options).properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
        return Check.of(type, null)
                .withValue(value.isEmpty() ? null : json(value))
                .withOptions(keys);
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    /** {@return what that check gives for that answer} */
    static Score judge(Check check, Answer answer) {
        return Scorers.builtIn().prepare(check).judge(answer).score();
    }

    /** {@return {@code pass}, {@code fail}, {@code unscored} or {@code skip}} */
    static String word(Score score) {
        if (score instanceof Score.Graded graded) {
            return graded.passed() ? "pass" : "fail";
        }
        return score instanceof Score.Unscored ? "unscored" : "skip";
    }
}
