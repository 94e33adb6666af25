package dev.promptmeter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Writes JSON values two hundred at a time, each lot compressed in a block of its own: a page opens only those it needs. A few lots are
 * made at once, on as many processors as there are; the page is the same on every machine.
 */
final class Chunks<T> {

    private static final int SIZE = 200;
    private static final int LOTS_AT_ONCE = 4;

    /** Values that together hold so many characters of text are not kept until their lot is full. */
    private static final long MOST_TEXT = 8 << 20;

    /**
     * What becomes of a value.
     *
     * @param json its JSON, perhaps made on another thread
     * @param length about how many characters of text it holds
     */
    record Form<T>(Function<T, String> json, ToLongFunction<T> length) {}

    private final String kind;
    private final Markup page;
    private final Form<T> form;
    private List<Lot<T>> lots = new ArrayList<>();
    private long text;
    private int blocks;

    /** Takes the name of the blocks. */
    Chunks(String kind, Markup page, Form<T> form) {
        this.kind = kind;
        this.page = page;
        this.form = form;
    }

    void add(T value) {
        if (lots.isEmpty() || lots.get(lots.size() - 1).size == SIZE) {
            if (lots.size() == LOTS_AT_ONCE) {
                finish();
            }
            lots.add(new Lot<>());
        }
        lots.get(lots.size() - 1).add(value);
        text += form.length().applyAsLong(value);
        if (text > MOST_TEXT) {
            compress();
        }
    }

    /** Writes what is left. */
    void finish() {
        compress();
        lots.forEach(lot -> DataBlocks.write(page, kind + "-" + blocks++, lot.text()));
        lots = new ArrayList<>();
    }

    private void compress() {
        lots.stream().parallel().forEach(lot -> lot.compress(form.json()));
        text = 0;
    }

    /** A block that grows. */
    private static final class Lot<T> {

        private final CompressedText block = new CompressedText();
        private final List<T> waiting = new ArrayList<>();
        private int size;
        private String separator = "[";

        void add(T value) {
            waiting.add(value);
            size++;
        }

        void compress(Function<T, String> json) {
            for (T value : waiting) {
                block.append(separator);
                block.append(json.apply(value));
                separator = ",";
            }
            waiting.clear();
        }

        CompressedText text() {
            block.append("]");
            return block;
        }
    }
}
