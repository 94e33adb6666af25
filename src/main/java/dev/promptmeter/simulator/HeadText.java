package dev.promptmeter.simulator;

import java.util.Locale;

/** The head of an answer as text: a status line, headers, a blank line. */
final class HeadText {

    private HeadText() {}

    /** {@return the head with that header in place of those of the same name} */
    static String with(String head, String name, String value) {
        return add(without(head, name), name + ": " + value);
    }

    /** {@return the head with one more line at its end} */
    static String add(String head, String line) {
        return head.substring(0, head.length() - 2) + line + "\r\n\r\n";
    }

    /** {@return the head without the headers of that name} */
    static String without(String head, String name) {
        String wanted = name.toLowerCase(Locale.ROOT) + ":";
        StringBuilder out = new StringBuilder();
        for (String line : head.split("\r\n", -1)) {
            if (!line.toLowerCase(Locale.ROOT).startsWith(wanted)) {
                out.append(out.isEmpty() ? "" : "\r\n").append(line);
            }
        }
        return out.toString();
    }

    /** {@return the head with another status line} */
    static String withStatusLine(String head, String line) {
        return line + head.substring(head.indexOf("\r\n"));
    }
}
