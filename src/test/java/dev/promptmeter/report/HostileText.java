package dev.promptmeter.report;

import java.util.List;
import java.util.Random;

/** Text as nobody should write it. */
final class HostileText {

    /** One of each kind that some format takes for something else. */
    static final List<String> ALL = List.of(
            "=1+1",
            "'=1+1",
            "\"=cmd|' /C calc'!A0\"",
            "\uFEFF@SUM(1)",
            "＝1",
            "\t-2",
            "<script>alert(1)</script>",
            "</script><!--",
            // From here on a parser takes the end of a script for a part of it.
            "<!--<script>",
            "]]>",
            "<![CDATA[",
            "&amp;&#0;",
            "\u001B[31mred\u001B[0m",
            "\u009B31m",
            "line one\n::error::two",
            "##[error]x",
            "a\r\nb,\"c\";d",
            "\u0000nul",
            "\u202Eevil\u202C",
            "zero\u200Bwidth",
            "half \uD83D of a character",
            "😀 whole",
            "\uFFFE\uFFFF",
            "\\u0001",
            "$(rm -rf /) `id` 'x'",
            "%s %d %n",
            "");

    private static final String ALPHABET = "ab '\"=+-@,;\n\r\t\0\\<>&]|#:\u001B\u0085\u200B\u202E\uFEFF＝＠é\u00A0";

    private HostileText() {}

    /** {@return up to 12 characters, some of them outside the first plane} */
    static String random(Random random) {
        StringBuilder out = new StringBuilder();
        int length = random.nextInt(13);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(8) == 0) {
                out.appendCodePoint(0x1F600 + random.nextInt(20));
            } else {
                out.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return out.toString();
    }
}
