package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks for tests, written as in a cell or as in a suite. */
final class Cells {

    private static final JsonMapper JSON = new JsonMapper();
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
