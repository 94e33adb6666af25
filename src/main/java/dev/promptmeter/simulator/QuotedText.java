package dev.promptmeter.simulator;

import java.util.ArrayList;
import java.util.List;

/** Cuts texts at separators, leaving alone what stands between double quotes. */
final class QuotedText {

    private QuotedText() {}

    /** {@return the first place of {@code wanted} outside quotes, or -1} */
    static int indexOf(String text, String wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '"') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        int at;
        while ((at = indexOf(text, separator, from)) >= 0) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    static String unquote(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
