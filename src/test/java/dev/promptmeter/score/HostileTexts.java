package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Texts that a model could send and that no scorer may stumble over. */
final class HostileTexts {

    private static final String[] PIECES = {
        "",
        " ",
        "\n",
        "\r\n",
        "\u0000",
        "\u001b[2J",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ud83d",
        "\ude00",
        "😀",
        "é",
        "e\u0301",
        "\u0130",
        "İ",
        "ß",
        "ﬁ",
        "ｙｅｓ",
        "\u00a0",
        "\u2028",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        ",",
        ":",
        "```json\n",
        "```",
        "{\"a\":",
        "[[[[",
        "null",
        "NaN",
        "1e400",
        "1e999999999",
        "-",
        "+",
        "0x10",
        "٣",
        "1,234.5",
        "1.234,5",
        "9".repeat(1_200),
        "(a+)+$",
        "$",
        "%s",
        "<script>",
        "<a b='c'>",
        "</a>",
        "<a/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<!DOCTYPE html>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hosts'>]>",
        "<?xml version='1.0'?>",
        "&nbsp;",
        "&#0;",
        "&x;",
        "<b>",
        "</b>",
        "]]>",
        "'; DROP",
        "SELECT a FROM t",
        "```sql\n",
        ";",
        "(",
        "<p>",
        "<table><tr>",
        "yes",
        "Yes.",
        "42",
        "Paris",
        "refund",
        "a".repeat(500),
        "𝟙",
        "\uffff"
    };

    private HostileTexts() {}

    /** {@return so many texts, the same for the same seed} */
    static List<String> seeded(long seed, int count) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int pieces = random.nextInt(12);
            for (int piece = 0; piece < pieces; piece++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            texts.add(text.toString());
        }
        return texts;
    }

    /** {@return texts that are large rather than odd} */
    static List<String> huge() {
        return List.of(
                "a".repeat(2_000_000),
                "{[".repeat(100_000),
                "[".repeat(200_000),
                "9".repeat(300_000),
                " ".repeat(1_000_000),
                "😀\n".repeat(100_000),
                "[1,".repeat(60_000) + "\"",
                "<a>".repeat(70_000),
                "<a>".repeat(70_000) + "</a>".repeat(70_000),
                "<a/>".repeat(50_000),
                "<!--".repeat(50_000),
                "<p><b>".repeat(40_000) + ">",
                "<b></p>".repeat(37_000),
                "SELECT " + "(".repeat(60_000),
                "SELECT " + "1+".repeat(30_000) + "1",
                "```\nSELECT 1 FROM\n```\n".repeat(10_000),
                "<a b='".repeat(40_000),
                "e" + "\u0301\u0323".repeat(300_000),
                "\uff9e\u0301".repeat(200_000),
                "<a>&x;".repeat(100) + "<b/>".repeat(50_000) + "</a>".repeat(100));
    }
}
