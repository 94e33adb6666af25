package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One failing check in several lines, for people: what was expected, what came, and a mark under the place where they part. */
public final class FailureText {

    private static final String EXPECTED = "- expected  ";
    private static final String ACTUAL = "+ actual    ";
    private static final String INDENT = "  ";

    private FailureText() {}

    /**
     * {@return the lines of one outcome: the name of the check, then indented lines; foreign text never begins a line and is shown
     * with everything invisible written out}
     *
     * @param actual the text that was judged
     */
    public static List<String> of(Outcome outcome, String actual) {
        List<String> lines = new ArrayList<>();
        lines.add(outcome.check().name());
        String expected = comparable(outcome.check());
        String reference = reference(outcome.check());
        if (reference != null && outcome.failed()) {
            lines.add(INDENT + outcome.score().reason());
            lines.addAll(TextWindow.around(reference, 0).lines(INDENT + EXPECTED));
            lines.addAll(TextWindow.around(actual, 0).lines(INDENT + ACTUAL));
        } else if (expected == null || !outcome.failed()) {
            lines.add(INDENT + outcome.score().reason());
            lines.addAll(TextWindow.around(actual, 0).lines(INDENT + ACTUAL));
        } else if (!comparesWhole(outcome.check())) {
            lines.addAll(TextWindow.around(expected, 0).lines(INDENT + EXPECTED));
            lines.addAll(nearest(expected, actual).lines(INDENT + ACTUAL));
        } else {
            lines.addAll(sideBySide(expected, actual));
        }
        return lines;
    }

    /** {@return whether that check compares the answer with one text from its start, so that the first difference explains a failure} */
    public static boolean comparesWhole(Check check) {
        return comparable(check) != null && !check.type().endsWith("contains");
    }

    /** {@return the text that the answer was compared with, or null if the check does not compare whole texts} */
    private static @Nullable String comparable(Check check) {
        JsonNode value = check.value();
        boolean text = value != null && value.isString() && !check.negated();
        return switch (check.type()) {
            case "equals",
                    "iequals",
                    "contains",
                    "icontains",
                    "starts-with",
                    "istarts-with",
                    "levenshtein",
                    "levenshtein-ratio" -> text ? value.stringValue() : null;
            default -> null;
        };
    }

    /** {@return the text that the answer should be like, not equal to; null if the check knows none, or several} */
    private static @Nullable String reference(Check check) {
        JsonNode value = check.value();
        boolean text = value != null && value.isString() && !check.negated();
        return switch (check.type()) {
            case "bleu",
                    "gleu",
                    "rouge-1",
                    "rouge-2",
                    "rouge-l",
                    "rouge-n",
                    "chrf",
                    "token-f1",
                    "exact-match",
                    "meteor" -> text ? value.stringValue() : null;
            default -> null;
        };
    }

    private static TextWindow nearest(String expected, String actual) {
        PartialMatch match = PartialMatch.of(expected, actual);
        return match.telling()
                ? TextWindow.around(actual, match.from()).marked(match.length())
                : TextWindow.around(actual, 0);
    }

    private static List<String> sideBySide(String expected, String actual) {
        Difference difference = Difference.between(expected, actual);
        boolean blanks = difference.onlyIn().filter("white space"::equals).isPresent();
        TextWindow wanted = TextWindow.around(expected, difference.at());
        TextWindow came = TextWindow.around(actual, difference.at()).marked(difference.actualLength());
        List<String> lines = new ArrayList<>((blanks ? wanted.showingBlanks() : wanted).lines(INDENT + EXPECTED));
        lines.addAll((blanks ? came.showingBlanks() : came).lines(INDENT + ACTUAL));
        return lines;
    }
}
