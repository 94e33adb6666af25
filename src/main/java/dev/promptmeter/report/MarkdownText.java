package dev.promptmeter.report;

import java.util.List;

/** Foreign text in Markdown: it stands inside code, where no mention, link, image or markup of it means anything. */
final class MarkdownText {

    private static final int LONGEST = 120;
    private static final int LONGEST_SENTENCE = 400;
    private static final int SHORTEST_FENCE = 3;

    private MarkdownText() {}

    /** {@return the text as code in one line, fit for a cell of a table; cut at 120 characters} */
    static String code(String foreign) {
        return code(foreign, LONGEST);
    }

    /** {@return a sentence of ours with foreign names in it, as code; cut at 400 characters} */
    static String sentence(String text) {
        return code(text, LONGEST_SENTENCE);
    }

    private static String code(String foreign, int longest) {
        String text = cut(Visible.all(Excerpts.start(foreign, longest + 1)), longest);
        if (text.isEmpty()) {
            return "–";
        }
        String ticks = "`".repeat(longestRun(text) + 1);
        String gap = needsGap(text) ? " " : "";
        return ticks + gap + cell(text) + gap + ticks;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : Excerpts.start(text, longest) + "…";
    }

    /** One blank at both ends is taken away by whoever reads code, unless there is nothing else. */
    private static boolean needsGap(String text) {
        boolean ticks = text.startsWith("`") || text.endsWith("`");
        return ticks || text.startsWith(" ") && text.endsWith(" ") && !text.isBlank();
    }

    /** A bar divides cells even within code. Readers do not agree on one behind a backslash, so that is written out. */
    private static String cell(String text) {
        return text.replace("\\|", "\\⟨U+007C⟩").replace("|", "\\|");
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** {@return lines as a block of code, with a line end; no line of theirs can end it} */
    static String fence(List<String> lines) {
        int longest = lines.stream().mapToInt(MarkdownText::longestRun).max().orElse(0);
        String ticks = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
        return ticks + "\n" + String.join("\n", lines) + "\n" + ticks + "\n";
    }
}
