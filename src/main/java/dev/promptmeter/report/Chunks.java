package dev.promptmeter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Writes JSON values two hundred at a time, each lot compressed in a block of its own: a page opens only those it needs. A few lots are
 * made at once, on as many processors as there are; the page is the same on every machine.
 */
final class Chunks<T> {

    private static final int SIZE = 200;
    private static final int LOTS_AT_ONCE = 4;

    private final String kind;
    private final Markup page;
    private final Function<T, String> json;
    private final List<T> waiting = new ArrayList<>();
    private int blocks;

    /** Takes the name of the blocks and what makes the JSON of a value, perhaps on another thread. */
    Chunks(String kind, Markup page, Function<T, String> json) {
        this.kind = kind;
        this.page = page;
        this.json = json;
    }

    void add(T value) {
        waiting.add(value);
        if (waiting.size() == SIZE * LOTS_AT_ONCE) {
            finish();
        }
    }

    /** Writes what is left. */
    void finish() {
        int lots = (waiting.size() + SIZE - 1) / SIZE;
        IntStream.range(0, lots)
                .parallel()
                .mapToObj(lot -> compressed(waiting.subList(lot * SIZE, Math.min(waiting.size(), (lot + 1) * SIZE))))
                .toList()
                .forEach(block -> DataBlocks.write(page, kind + "-" + blocks++, block));
        waiting.clear();
    }

    private String compressed(List<T> lot) {
        CompressedText block = new CompressedText();
        String separator = "[";
        for (T value : lot) {
            block.append(separator);
            block.append(json.apply(value));
            separator = ",";
        }
        block.append("]");
        return block.base64();
    }
}
