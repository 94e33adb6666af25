package dev.promptmeter.dataset;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a cell that begins with no known check is a literal, or a check that its author got wrong. */
final class UnknownHead {

    private static final Set<String> CODE = Set.of("javascript", "fn", "eval", "python", "ruby", "webhook");
    private static final String NOT = "not-";

    private final CheckNames names;

    UnknownHead(CheckNames names) {
        this.names = names;
    }

    /** {@return what is wrong, or null if the text is a literal} */
    Expectation.@Nullable Wrong explain(String text) {
        if (text.startsWith("file://")) {
            return wrong("PM-1210", "files are not read from cells: put the text into the cell");
        }
        Head head = Head.of(text);
        String base = head.name().startsWith(NOT) ? head.name().substring(NOT.length()) : head.name();
        if (CODE.contains(base)) {
            return wrong(
                    "PM-1210",
                    "code in a dataset is never run: use a built-in check such as 'char-count: ..8', or a custom check java:<id>. "
                            + literally(text));
        }
        Optional<String> replacement = names.replacementFor(base);
        if (replacement.isPresent()) {
            return wrong(
                    "PM-1401", "there is no check '" + base + "' here: " + replacement.get() + ". " + literally(text));
        }
        String reason = head.name().startsWith(NOT) ? negated(base) : plain(head);
        return reason == null ? null : wrong("PM-1401", reason + literally(text));
    }

    private String negated(String base) {
        if (base.startsWith(NOT)) {
            return "'not-' may stand once. ";
        }
        String unknown = "unknown check 'not-" + Shown.text(base) + "'";
        Optional<String> meant = names.sameButForSpelling(base).or(() -> names.nearest(base));
        return meant.map(name -> unknown + ": did you mean 'not-" + name + "'? ")
                .orElse(unknown + ". ");
    }

    private @Nullable String plain(Head head) {
        String name = head.name();
        Optional<String> same = names.sameButForSpelling(name);
        if (same.isPresent()) {
            return "check names are lower-case with '-': '" + same.get() + "'. ";
        }
        String unknown = "unknown check '" + Shown.text(name) + "'";
        Optional<String> nearest = head.bare() && name.indexOf('-') < 0 ? Optional.empty() : names.nearest(name);
        if (nearest.isPresent()) {
            return unknown + ": did you mean '" + nearest.get() + "'? ";
        }
        if (name.equals("java") && head.colon()) {
            return "unknown custom check; " + names.custom() + ". ";
        }
        boolean called = head.hasNumber() && !name.isEmpty();
        return called || head.colon() && looksLikeName(name) ? unknown + ". " : null;
    }

    private static boolean looksLikeName(String head) {
        char previous = '-';
        for (char c : head.toCharArray()) {
            boolean letter = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && (c != '-' || previous == '-')) {
                return false;
            }
            previous = c;
        }
        return previous != '-' && head.charAt(0) >= 'a';
    }

    private static String literally(String text) {
        return "For literal text: equals: " + Shown.text(text);
    }

    private static Expectation.Wrong wrong(String code, String message) {
        return new Expectation.Wrong(code, 0, message);
    }

    /**
     * What stands before the first colon.
     *
     * @param name without the parentheses at its end
     * @param hasNumber whether these held a number
     * @param bare whether there are neither parentheses nor a colon
     * @param colon whether a colon follows that does not begin a URL's {@code ://}
     */
    private record Head(String name, boolean hasNumber, boolean bare, boolean colon) {

        static Head of(String text) {
            int end = text.indexOf(':');
            boolean colon = end >= 0 && !text.startsWith("://", end);
            String whole = end < 0 ? text : text.substring(0, end);
            int open = whole.endsWith(")") ? whole.lastIndexOf('(') : -1;
            if (open < 0) {
                return new Head(whole, false, end < 0, colon);
            }
            String argument = whole.substring(open + 1, whole.length() - 1);
            boolean number = Quantity.parse(Blanks.strip(argument)).isPresent();
            return new Head(whole.substring(0, open), number, false, colon);
        }
    }
}
