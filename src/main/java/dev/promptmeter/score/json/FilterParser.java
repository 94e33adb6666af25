package dev.promptmeter.score.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Reads the condition of a filter, after the grammar of RFC 9535 without its functions for regular expressions. */
final class FilterParser {

    private static final Set<String> PATTERN_FUNCTIONS = Set.of("match", "search");
    private static final Map<String, JsonNode> WORDS =
            Map.of("true", BooleanNode.TRUE, "false", BooleanNode.FALSE, "null", NullNode.instance);

    private final PathText text;
    private final PathParser paths;

    FilterParser(PathText text, PathParser paths) {
        this.text = text;
        this.paths = paths;
    }

    /** {@return the condition that stands here} */
    Condition condition() {
        List<Condition> parts = new ArrayList<>();
        do {
            text.blanks();
            parts.add(conjunction());
            text.blanks();
        } while (text.take("||"));
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(List.copyOf(parts));
    }

    private Condition conjunction() {
        List<Condition> parts = new ArrayList<>();
        do {
            text.blanks();
            parts.add(basic());
            text.blanks();
        } while (text.take("&&"));
        return parts.size() == 1 ? parts.get(0) : new Condition.All(List.copyOf(parts));
    }

    private Condition basic() {
        if (text.take("!")) {
            text.blanks();
            return new Condition.Not(text.peek() == '(' ? parenthesized() : exists());
        }
        return text.peek() == '(' ? parenthesized() : test();
    }

    private Condition parenthesized() {
        paths.deeper();
        text.expect("(");
        Condition inside = condition();
        text.expect(")");
        paths.higher();
        return inside;
    }

    private Condition exists() {
        if (text.peek() != '@' && text.peek() != '$') {
            throw text.fault("a path or '(' expected after '!'");
        }
        return new Condition.Exists(query());
    }

    private Condition test() {
        int start = text.at();
        Query query = text.peek() == '@' || text.peek() == '$' ? query() : null;
        Operand left = query == null ? otherThanPath() : new Operand.Only(query);
        int end = text.at();
        text.blanks();
        Order order = Order.take(text);
        if (order == null) {
            return alone(query, end);
        }
        if (query != null && !query.singular()) {
            text.back(start);
            throw text.fault("a path that can select one value only expected in a comparison");
        }
        text.blanks();
        return new Condition.Compared(left, order, operand());
    }

    private Condition alone(@Nullable Query query, int end) {
        if (query == null) {
            throw text.fault("==, !=, <, <=, > or >= expected");
        }
        if (text.peek() == '=') {
            String hint = text.peek(1) == '~' ? "patterns are not matched here; " : "";
            throw text.fault(hint + "==, !=, <, <=, > or >= expected");
        }
        text.back(end);
        return new Condition.Exists(query);
    }

    private Operand operand() {
        if (text.peek() != '@' && text.peek() != '$') {
            return otherThanPath();
        }
        int start = text.at();
        Query query = query();
        if (!query.singular()) {
            text.back(start);
            throw text.fault("a path that can select one value only expected in a comparison");
        }
        return new Operand.Only(query);
    }

    private Query query() {
        Query.Origin origin = text.next() == '$' ? Query.Origin.ROOT : Query.Origin.CURRENT;
        return new Query(origin, paths.segments());
    }

    private Operand otherThanPath() {
        if (PathString.begins(text)) {
            return new Operand.Literal(StringNode.valueOf(PathString.read(text)));
        }
        if (PathNumber.begins(text)) {
            return new Operand.Literal(PathNumber.literal(text));
        }
        int start = text.at();
        String word = text.peek() >= 'a' && text.peek() <= 'z' ? text.name() : "";
        if (text.peek() == '(' && !word.isEmpty()) {
            return function(word, start);
        }
        JsonNode literal = WORDS.get(word);
        if (literal == null) {
            text.back(start);
            throw text.fault("a path, a text in quotes, a number, true, false, null or a function expected");
        }
        return new Operand.Literal(literal);
    }

    private Operand function(String name, int start) {
        if (PATTERN_FUNCTIONS.contains(name)) {
            text.back(start);
            throw text.fault("patterns are not matched in a path; use a second check 'regex'");
        }
        paths.deeper();
        text.expect("(");
        text.blanks();
        Operand operand = switch (name) {
            case "length" -> new Operand.Length(operand());
            case "count" -> new Operand.Count(argument());
            case "value" -> new Operand.Only(argument());
            default -> {
                text.back(start);
                throw text.fault("one of the functions length, count, value expected");
            }
        };
        text.blanks();
        text.expect(")");
        paths.higher();
        return operand;
    }

    private Query argument() {
        if (text.peek() != '@' && text.peek() != '$') {
            throw text.fault("a path expected");
        }
        return query();
    }
}
