package dev.promptmeter.report;

import org.jspecify.annotations.Nullable;

/**
 * One column of the report's index: a JSON array that is compressed value by value. A short one waits until it is written: a page has some
 * thirty, and each compressor takes a quarter of a megabyte.
 */
final class Column {

    private static final int SHORT = 1 << 17;
    private static final int PORTION = 1 << 12;

    private final String name;
    private StringBuilder waiting = new StringBuilder();
    private @Nullable CompressedText begun;
    private String separator = "[";

    Column(String name) {
        this.name = name;
    }

    /** Adds a number; null for unknown. */
    void add(@Nullable Number value) {
        addJson(value == null ? "null" : value.toString());
    }

    /** Adds text; null for none. */
    void add(@Nullable String value) {
        addJson(value == null ? "null" : Json.text(value));
    }

    void addJson(String json) {
        waiting.append(separator).append(json);
        separator = ",";
        if (waiting.length() > (begun == null ? SHORT : PORTION)) {
            compress();
        }
    }

    private CompressedText compress() {
        CompressedText text = begun == null ? new CompressedText() : begun;
        text.append(waiting.toString());
        waiting = new StringBuilder(PORTION);
        begun = text;
        return text;
    }

    /** Writes it as a data element of the page; nothing of it is left here. */
    void write(Markup page) {
        waiting.append(separator.equals("[") ? "[]" : "]");
        DataBlocks.write(page, "column-" + name, compress());
    }
}
