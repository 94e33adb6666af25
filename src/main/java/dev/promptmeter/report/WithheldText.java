package dev.promptmeter.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands for a text that a suite keeps out of derived files.
 *
 * @param characters its length in code points
 * @param sha256 its hash, 64 hex digits
 */
record WithheldText(int characters, String sha256) {

    private static final Pattern FORM = Pattern.compile("\\[withheld: ([0-9]+) characters, SHA-256 ([0-9a-f]{64})]");

    static WithheldText of(String text) {
        return new WithheldText(charactersOf(text), Digests.sha256(text));
    }

    /** {@return the length in code points} */
    static int charactersOf(String text) {
        return text.codePointCount(0, text.length());
    }

    /** {@return what a text in this form stands for; any other text stands for itself} */
    static WithheldText read(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? new WithheldText(Integer.parseInt(matcher.group(1)), matcher.group(2)) : of(text);
    }

    @Override
    public String toString() {
        return "[withheld: " + characters + " characters, SHA-256 " + sha256 + "]";
    }
}
