package dev.promptmeter.score;

import java.util.ArrayList;
import java.util.List;

/** The code blocks of a Markdown text: what stands between a line of three backticks and the next. */
final class FencedBlocks {

    private static final String FENCE = "```";

    private FencedBlocks() {}

    /** {@return the first blocks that are not blank, trimmed, without their fences; the last may have no end} */
    static List<String> in(String text, int most) {
        List<String> blocks = new ArrayList<>();
        int open = text.indexOf(FENCE);
        while (open >= 0 && blocks.size() < most) {
            int start = text.indexOf('\n', open);
            int close = start < 0 ? -1 : text.indexOf(FENCE, start);
            String block = start < 0 ? "" : WhiteSpace.trim(text.substring(start, close < 0 ? text.length() : close));
            if (!block.isEmpty()) {
                blocks.add(block);
            }
            open = close < 0 ? -1 : text.indexOf(FENCE, close + FENCE.length());
        }
        return blocks;
    }
}
