package dev.promptmeter.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One thing that people, editors and copying programs do to a journal.
 *
 * @param expected pattern of what comes of it: {@code SOUND}, {@code DAMAGED} or {@code REFUSED}
 * @param change of the text; its lines are joined by line feeds
 */
record StructuralChange(String name, String expected, UnaryOperator<String> change) {

    byte[] applied(List<String> lines) {
        return change.apply(String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static StructuralChange lines(String name, String expected, Consumer<List<String>> change) {
        return new StructuralChange(name, expected, text -> {
            List<String> lines = new ArrayList<>(List.of(text.split("\n")));
            change.accept(lines);
            return String.join("\n", lines) + "\n";
        });
    }

    /** A record that somebody else wrote: its checksum is right. */
    private static StructuralChange written(String name, String expected, String object) {
        return lines(name, expected, lines -> lines.add(framed(lines.size() + 1, object)));
    }

    private static String framed(long number, String object) {
        String line = new String(
                JournalLine.frame(number, object.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
        return line.substring(0, line.length() - 1);
    }

    private static final String ID = "\"case\":[\"sums\",\"r1\",\"default\",\"sim\"],\"repeat\":1";
    private static final String KEY = "\"key\":\"" + "0".repeat(64) + "\"";

    static List<StructuralChange> all() {
        List<StructuralChange> all = new ArrayList<>();
        all.addAll(ofLines());
        all.addAll(ofText());
        all.addAll(ofRecords());
        return all;
    }

    private static List<StructuralChange> ofLines() {
        return List.of(
                lines("first line gone", "DAMAGED", lines -> lines.remove(0)),
                lines("second line gone", "DAMAGED", lines -> lines.remove(1)),
                lines("middle line gone", "DAMAGED", lines -> lines.remove(lines.size() / 2)),
                lines(
                        "two lines gone",
                        "DAMAGED",
                        lines -> lines.subList(20, 22).clear()),
                lines("last line gone", "SOUND", lines -> lines.remove(lines.size() - 1)),
                lines(
                        "all but the first gone",
                        "SOUND",
                        lines -> lines.subList(1, lines.size()).clear()),
                lines("line twice", "SOUND", lines -> lines.add(20, lines.get(20))),
                lines("intent twice at the end", "SOUND", lines -> lines.add(lines.get(14))),
                lines("every line twice", "SOUND", lines -> lines.addAll(List.copyOf(lines))),
                lines("neighbours swapped", "DAMAGED", lines -> Collections.swap(lines, 20, 21)),
                lines("far lines swapped", "DAMAGED", lines -> Collections.swap(lines, 15, 25)),
                lines("backwards", "REFUSED|DAMAGED", Collections::reverse),
                lines("shuffled", "REFUSED|DAMAGED", lines -> Collections.shuffle(lines, new java.util.Random(1))),
                lines("blank line within", "DAMAGED", lines -> lines.add(10, "")),
                lines("blank line at the end", "DAMAGED", lines -> lines.add("")),
                lines("foreign JSON within", "DAMAGED", lines -> lines.add(10, "{\"hello\":1}")),
                lines("words within", "DAMAGED", lines -> lines.add(10, "hello")),
                lines("two lines joined", "DAMAGED", lines -> lines.set(20, lines.get(20) + lines.remove(21))),
                lines(
                        "line cut in the middle",
                        "DAMAGED",
                        lines -> lines.set(20, lines.get(20).substring(0, 40))));
    }

    private static List<StructuralChange> ofText() {
        return List.of(
                new StructuralChange("empty", "REFUSED", text -> ""),
                new StructuralChange("one line feed", "REFUSED", text -> "\n"),
                new StructuralChange("zeros alone", "REFUSED", text -> "\0".repeat(4096)),
                new StructuralChange("BOM", "REFUSED|DAMAGED", text -> "\u00ef\u00bb\u00bf" + text),
                new StructuralChange("CR LF", "REFUSED|DAMAGED", text -> text.replace("\n", "\r\n")),
                new StructuralChange("upper case", "REFUSED", text -> text.toUpperCase(java.util.Locale.ROOT)),
                new StructuralChange("blanks behind colons", "REFUSED", text -> text.replace(":", ": ")),
                new StructuralChange(
                        "zeros within",
                        "DAMAGED",
                        text -> text.substring(0, 3000) + "\0".repeat(2000) + text.substring(5000)),
                new StructuralChange("zeros at the end", "SOUND", text -> text + "\0".repeat(4096)),
                new StructuralChange(
                        "half of it behind it again", "DAMAGED", text -> text + text.substring(text.length() / 2)),
                new StructuralChange("cut in the first line", "REFUSED", text -> text.substring(0, 100)));
    }

    private static List<StructuralChange> ofRecords() {
        return List.of(
                written("unknown type", "SOUND", "{\"t\":\"dream\",\"of\":\"sheep\"}"),
                written("without type", "SOUND|DAMAGED", "{\"x\":1}"),
                written("type that is a number", "SOUND|DAMAGED", "{\"t\":1}"),
                written("note without a time", "DAMAGED", "{\"t\":\"note\",\"kind\":\"end\"}"),
                written(
                        "note of an unknown cause",
                        "DAMAGED",
                        "{\"t\":\"note\","
                                + "\"at\":\"2026-01-14T09:12:03.000000Z\",\"kind\":\"stop\",\"cause\":\"MOON\",\"text\":\"\"}"),
                written(
                        "newer version",
                        "REFUSED",
                        "{\"t\":\"note\"," + "\"at\":\"2026-01-14T09:12:03.000000Z\",\"kind\":\"resume\",\"v\":2}"),
                written(
                        "score of a repeat too many",
                        "DAMAGED",
                        "{\"t\":\"score\"," + KEY + "," + ID.replace(":1", ":1000") + ",\"verdict\":\"pass\"}"),
                written(
                        "intent with a key that is none",
                        "DAMAGED",
                        "{\"t\":\"intent\",\"key\":\"zz\"," + ID + ",\"attempt\":1,\"req\":\"x\"}"),
                written("answer to nothing", "SOUND", "{\"t\":\"answer\",\"req\":\"pm-0-0-1-1\",\"end\":\"complete\"}"),
                lines("number far ahead", "DAMAGED", lines -> lines.add(framed(1L << 60, "{\"t\":\"dream\"}"))));
    }
}
