package dev.promptmeter.report;

import org.jspecify.annotations.Nullable;

/** One column of the report's index: a JSON array that is compressed value by value. */
final class Column {

    private final String name;
    private final CompressedText text = new CompressedText();
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
        text.append(separator);
        text.append(json);
        separator = ",";
    }

    /** Writes it as a data element of the page; nothing of it is left here. */
    void write(Markup page) {
        text.append(separator.equals("[") ? "[]" : "]");
        DataBlocks.write(page, "column-" + name, text);
    }
}
