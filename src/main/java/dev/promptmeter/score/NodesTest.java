package dev.promptmeter.score;

import dev.promptmeter.score.json.JsonEquality;
import dev.promptmeter.score.json.Work;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** What is asked of the values that a path selects. */
sealed interface NodesTest {

    String EXISTS = "exists";
    String COUNT = "count";

    /** {@return whether they are as asked} */
    boolean holds(List<JsonNode> nodes, Work work);

    /** {@return what is asked, for people} */
    String words();

    /** There is at least one. */
    record Exists() implements NodesTest {
        @Override
        public boolean holds(List<JsonNode> nodes, Work work) {
            return !nodes.isEmpty();
        }

        @Override
        public String words() {
            return EXISTS;
        }
    }

    /** There are so many. */
    record Count(Range range) implements NodesTest {
        @Override
        public boolean holds(List<JsonNode> nodes, Work work) {
            return range.contains(nodes.size());
        }

        @Override
        public String words() {
            return COUNT + " " + range;
        }
    }

    /** At least one compares like that with a value. */
    record Compares(Sign sign, JsonNode with) implements NodesTest {
        @Override
        public boolean holds(List<JsonNode> nodes, Work work) {
            for (JsonNode node : nodes) {
                if (sign.holds(node, with, work)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String words() {
            return sign.text + " " + JsonAnswer.shown(with);
        }
    }

    /** The ways to compare; a sign that begins another one stands behind it. */
    enum Sign {
        EQUAL("=="),
        UNEQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        GREATER(">");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        private boolean ordering() {
            return this != EQUAL && this != UNEQUAL;
        }

        private boolean holds(JsonNode left, JsonNode right, Work work) {
            if (!ordering()) {
                return JsonEquality.equal(left, right, work) == (this == EQUAL);
            }
            if (!left.isNumber()) {
                return false;
            }
            int order = JsonEquality.compareNumbers(left, right);
            return switch (this) {
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case LESS -> order < 0;
                default -> order > 0;
            };
        }
    }

    /** {@return the index of the first operator that stands between blanks, or the length of the text} */
    static int operatorIn(String text) {
        for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
            String word = word(text, at + 1);
            if (word.equals(EXISTS) || word.equals(COUNT) || sign(word)) {
                return at;
            }
        }
        return text.length();
    }

    private static String word(String text, int from) {
        int end = text.indexOf(' ', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private static boolean sign(String word) {
        for (Sign sign : Sign.values()) {
            if (sign.text.equals(word)) {
                return true;
            }
        }
        return false;
    }

    /** {@return what is asked by the text behind a path} */
    static NodesTest parse(Arguments arguments, String behind) {
        String text = WhiteSpace.trim(behind);
        if (text.isEmpty() || text.equals(EXISTS)) {
            return new Exists();
        }
        if (word(text, 0).equals(COUNT)) {
            return new Count(Range.of(StringNode.valueOf(text.substring(COUNT.length()))));
        }
        for (Sign sign : Sign.values()) {
            if (text.startsWith(sign.text)) {
                return compares(arguments, sign, WhiteSpace.trim(text.substring(sign.text.length())));
            }
        }
        throw arguments.wrong(
                "has " + Excerpt.of(text) + " behind its path, where one of == != < <= > >= exists count may follow");
    }

    private static NodesTest compares(Arguments arguments, Sign sign, String text) {
        JsonNode with = operand(arguments, text);
        if (sign.ordering() && !with.isNumber()) {
            throw arguments.wrong("compares by " + sign.text + " with " + Excerpt.of(text) + ", which is no number");
        }
        return new Compares(sign, with);
    }

    private static JsonNode operand(Arguments arguments, String text) {
        if (text.isEmpty()) {
            throw arguments.wrong("compares with nothing; the empty text is \"\"");
        }
        if (text.startsWith("'")) {
            throw arguments.wrong("compares with " + Excerpt.of(text) + ": text stands bare or in double quotes");
        }
        try {
            return StrictJson.whole(text);
        } catch (NotJson e) {
            if ("\"{[=".indexOf(text.charAt(0)) >= 0) {
                throw arguments.wrong("compares with " + Excerpt.of(text) + ", which is not JSON: " + e.getMessage());
            }
            return StringNode.valueOf(text);
        }
    }
}
