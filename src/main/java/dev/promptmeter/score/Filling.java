package dev.promptmeter.score;

import com.google.re2j.Pattern;

/** What {@code {{name}}} stands for in the value of a check that a suite holds. In a dataset it stands for nothing but itself. */
public enum Filling {
    /** The row's variable, verbatim, anywhere in a text. */
    TEXT,
    /** The row's variable, quoted so that it matches literally, anywhere in a pattern. */
    PATTERN,
    /** The row's variable, where the whole value is one placeholder; any other braces are literal. */
    WHOLE,
    /** Nothing: braces are literal. */
    NONE;

    /** {@return what is put in for a variable with that value} */
    public String of(String value) {
        // Inside a character class a hyphen would span a range.
        return this == PATTERN ? Pattern.quote(value).replace("-", "\\-") : value;
    }
}
