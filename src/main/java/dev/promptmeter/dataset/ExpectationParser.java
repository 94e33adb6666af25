package dev.promptmeter.dataset;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Parses the mini-language of expectation cells; remembers the texts it has met last. Not thread-safe. */
final class ExpectationParser {

    private static final int REMEMBERED = 1024;
    private static final int LONGEST_REMEMBERED = 1024;
    private static final String NOT = "not-";

    private final CheckNames names;
    private final UnknownHead unknown;
    private final Set<String> columns;
    private final Map<String, Expectation> remembered = new LinkedHashMap<>(2 * REMEMBERED, 0.75f, true);

    /** Takes the names of checks and the column names that may not stand in double braces, none if braces are literal. */
    ExpectationParser(Vocabulary vocabulary, Set<String> columns) {
        this.names = new CheckNames(vocabulary);
        this.unknown = new UnknownHead(names);
        this.columns = columns;
    }

    /** {@return what a cell that is not blank says} */
    Expectation parse(String cell) {
        Expectation known = remembered.get(cell);
        if (known != null) {
            return known;
        }
        Expectation parsed = shifted(understand(Blanks.strip(cell)), Blanks.start(cell));
        if (cell.length() <= LONGEST_REMEMBERED) {
            remember(cell, parsed);
        }
        return parsed;
    }

    boolean takesNumber(String type) {
        return names.takesNumber(type);
    }

    private void remember(String cell, Expectation parsed) {
        remembered.put(cell, parsed);
        if (remembered.size() > REMEMBERED) {
            Iterator<String> eldest = remembered.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    private static Expectation shifted(Expectation parsed, int blanks) {
        return blanks > 0 && parsed instanceof Expectation.Wrong wrong
                ? new Expectation.Wrong(wrong.code(), wrong.at() + blanks, wrong.message())
                : parsed;
    }

    private Expectation understand(String text) {
        Expectation parsed = checkOrLiteral(text);
        Expectation.Wrong braces = parsed instanceof Expectation.Wrong ? null : columnInBraces(text);
        return braces == null ? parsed : braces;
    }

    private Expectation checkOrLiteral(String text) {
        boolean negated = text.startsWith(NOT);
        int start = negated ? NOT.length() : 0;
        Optional<String> type = names.at(text.substring(start));
        if (type.isPresent()) {
            return check(text, type.get(), start);
        }
        Expectation.Wrong wrong = unknown.explain(text);
        return wrong != null
                ? wrong
                : new Expectation.Understood("equals", false, StringNode.valueOf(text), null, text);
    }

    private Expectation check(String text, String type, int start) {
        int at = start + type.length();
        Quantity threshold = null;
        if (at < text.length() && text.charAt(at) == '(') {
            int close = text.indexOf(')', at);
            Optional<Expectation.Wrong> wrong = wrongParentheses(text, type, at);
            if (wrong.isPresent()) {
                return wrong.get();
            }
            threshold = Quantity.parse(text.substring(at + 1, close)).orElseThrow();
            at = close + 1;
        }
        String value = at < text.length() ? Blanks.strip(text.substring(at + 1)) : "";
        JsonNode node = value.isEmpty() ? null : StringNode.valueOf(value);
        return new Expectation.Understood(type, start > 0, node, threshold, text);
    }

    private Optional<Expectation.Wrong> wrongParentheses(String text, String type, int open) {
        int close = text.indexOf(')', open);
        if (close < 0) {
            return wrong(open, "')' is missing after '" + type + "('; for literal text: equals: " + Shown.text(text));
        }
        if (!names.takesNumber(type)) {
            return wrong(
                    open,
                    "'" + type + "' takes no number in parentheses; for literal text: equals: " + Shown.text(text));
        }
        if (close + 1 < text.length() && text.charAt(close + 1) != ':') {
            return wrong(close + 1, "after ')' only ':' may follow; for literal text: equals: " + Shown.text(text));
        }
        String argument = text.substring(open + 1, close);
        return Quantity.parse(argument).isPresent() ? Optional.empty() : wrong(open + 1, notANumber(argument));
    }

    private static String notANumber(String argument) {
        String advice = argument.startsWith("-")
                ? "a threshold lies between 0 and 1, and no limit or tolerance is negative"
                : CheckNames.rewritten(Blanks.strip(argument))
                        .map(number -> "write " + number)
                        .orElse("digits, a point, and a unit where the check has one: 0.8, 500ms, 0.002 USD");
        return "'" + Shown.text(argument) + "' is not a number here: " + advice;
    }

    private static Optional<Expectation.Wrong> wrong(int at, String message) {
        return Optional.of(new Expectation.Wrong("PM-1402", at, message));
    }

    /** {@return what is wrong with a text in which the name of a column stands in double braces, or null} */
    Expectation.@Nullable Wrong columnInBraces(String text) {
        int open = columns.isEmpty() ? -1 : text.indexOf("{{");
        while (open >= 0) {
            int close = text.indexOf("}}", open);
            String name = close < 0 ? "" : Blanks.strip(text.substring(open + 2, close));
            if (columns.contains(name)) {
                return new Expectation.Wrong(
                        "PM-1217",
                        open,
                        "cells are not templates. Put the check into the suite with  value: \"{{" + Shown.text(name)
                                + "}}\"; for literal braces set  braces: literal");
            }
            open = text.indexOf("{{", open + 1);
        }
        return null;
    }
}
