package dev.promptmeter.report;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page of Markdown of a limited size: what does not fit is left out as a whole row or block, never cut. */
final class MarkdownPage {

    private final StringBuilder text = new StringBuilder();
    private int room;

    /** Begins a page of at most so many bytes. */
    MarkdownPage(int bytes) {
        room = bytes;
    }

    /** {@return how many bytes that text takes} */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    int room() {
        return room;
    }

    /** {@return whether the text was added} */
    boolean add(String block) {
        int bytes = bytes(block);
        if (bytes > room) {
            return false;
        }
        text.append(block);
        room -= bytes;
        return true;
    }

    /** Adds as many rows as fit into a share of the room that is left, says how many did not, and ends with an empty line. */
    void table(String head, List<String> rows, int share) {
        int least = room - room / share;
        if (rows.isEmpty() || !add(head)) {
            return;
        }
        int shown = 0;
        while (shown < rows.size() && room - bytes(rows.get(shown)) > least && add(rows.get(shown))) {
            shown++;
        }
        int left = rows.size() - shown;
        add(left == 0 ? "\n" : "\nand " + left + " more\n\n");
    }

    /** {@return a row of a table with its line end; what is foreign in it has become code} */
    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** {@return the head of a table with its line end} */
    static String head(List<String> titles) {
        return row(titles) + "|" + "---|".repeat(titles.size()) + "\n";
    }

    String text() {
        return text.toString();
    }
}
