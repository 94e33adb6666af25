package dev.promptmeter.chat;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what stands behind the name of a header that carries a credential, whoever it belongs to, in what errors and logs say. Answers
 * are left alone: an example of such a header may be what was asked for.
 */
public final class HeaderLines {

    private static final Pattern VALUE = Pattern.compile(
            "((?<![A-Za-z0-9_-])(?:(?:proxy-)?authorization|x-api-key|api-key)(?:\\\\{0,3}[\"'])?[ \\t]{0,4}:[ \\t]{0,4}"
                    + "(?:\\\\{0,3}[\"'])?(?:(?:bearer|basic)[ \\t]{1,4})?)([^\\s\"',;<>\\\\]{6,})",
            Pattern.CASE_INSENSITIVE);

    private HeaderLines() {}

    /** {@return the text with {@code ***} for each such value} */
    public static String masked(String text) {
        return text.indexOf(':') < 0 ? text : VALUE.matcher(text).replaceAll("$1***");
    }

    /** {@return the bytes with each byte of such a value replaced by {@code *}, or the same array if there was none} */
    public static byte[] masked(byte[] bytes) {
        // One char for each byte, so that every length stays.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String masked = VALUE.matcher(text).replaceAll(HeaderLines::starred);
        return masked.equals(text) ? bytes : masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String starred(MatchResult match) {
        return Matcher.quoteReplacement(match.group(1))
                + "*".repeat(match.group(2).length());
    }
}
