package blackbox;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows like a row of the catalogue: other positions, lengths, neighbours and characters. */
final class Variations {

    private static final List<String> GRAFTS = List.of(
            "",
            "\n",
            "\r\n",
            "\r",
            "\"",
            "'",
            ",",
            ";",
            "\t",
            "é",
            "漢",
            "😀",
            "\uFEFF",
            "\u200B",
            "\u202E",
            "\u0000",
            "\u001B[2J",
            "{{x}}",
            "{",
            "}",
            "[",
            "]",
            ":",
            "- ",
            "#",
            "&a",
            "*a",
            "!!x",
            "null",
            "1e999",
            "\\u0000",
            "data: ",
            "data: [DONE]\n\n",
            "<html>",
            "=1+1",
            "::error::x",
            "a,b,c\n");

    private Variations() {}

    static BadInput of(BadInput row, Random random) {
        ObjectNode changed = row.row().deepCopy().asObject();
        for (String member : List.of("data", "suite")) {
            if (changed.has(member)) {
                changed.put(member, varied(row.text(member).orElseThrow(), random));
            }
        }
        for (JsonNode answer : changed.path("answers")) {
            for (String member : List.of("body", "raw")) {
                if (answer.has(member)) {
                    answer.asObject()
                            .put(
                                    member,
                                    varied(BadInput.expanded(answer.path(member).asString()), random));
                }
            }
        }
        return new BadInput(row.id(), changed);
    }

    private static String varied(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(out.length() + 1);
            int to = Math.min(out.length(), at + (random.nextBoolean() ? 0 : random.nextInt(8)));
            String graft = random.nextInt(4) == 0
                    ? text.substring(0, Math.min(text.length(), random.nextInt(40)))
                    : GRAFTS.get(random.nextInt(GRAFTS.size()));
            out.replace(at, to, graft);
        }
        return out.toString();
    }
}
