package dev.promptmeter.score;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Compiles patterns that users write, the way JavaScript spells them included, within limits that keep matching cheap. */
public final class Patterns {

    private static final int LONGEST = 1_000;

    private Patterns() {}

    /**
     * {@return the pattern, ready for use by many threads}
     *
     * @throws CheckException PM-1403 if it is too long, repeats too often, or is not RE2
     */
    public static Pattern compile(String written) {
        if (written.length() > LONGEST) {
            throw refused("a pattern has at most 1,000 characters, this one " + written.length());
        }
        String pattern = new PatternRewriter(written).rewritten();
        if (RepeatCount.of(pattern) > RepeatCount.MOST) {
            throw refused("repeats inside repeats multiply to more than 1,000");
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw refused(e.getDescription() + ": " + Excerpt.of(e.getPattern()));
        }
    }

    static CheckException refused(String what) {
        return new CheckException("PM-1403", "not a pattern that can be used: " + what);
    }
}
