package dev.promptmeter.run;

/**
 * A pattern of plain text in which {@code *} stands for any text and {@code ?} for one character.
 *
 * @param text the pattern
 * @param literal whether {@code *} and {@code ?} stand for themselves, as in a quoted value
 */
public record Glob(String text, boolean literal) {

    /** {@return a pattern with wildcards} */
    public static Glob of(String text) {
        return new Glob(text, false);
    }

    /** {@return whether the whole of that value fits} */
    public boolean matches(String value) {
        return literal ? text.equals(value) : fits(value);
    }

    /** Greedy, with one place to go back to: linear in practice and never exponential. */
    private boolean fits(String value) {
        int at = 0;
        int pattern = 0;
        int star = -1;
        int mark = 0;
        while (at < value.length()) {
            char expected = pattern < text.length() ? text.charAt(pattern) : 0;
            if (pattern < text.length() && expected == '*') {
                star = pattern++;
                mark = at;
            } else if (pattern < text.length() && (expected == '?' || expected == value.charAt(at))) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++mark;
            } else {
                return false;
            }
        }
        while (pattern < text.length() && text.charAt(pattern) == '*') {
            pattern++;
        }
        return pattern == text.length();
    }

    @Override
    public String toString() {
        return literal ? '"' + text + '"' : text;
    }
}
