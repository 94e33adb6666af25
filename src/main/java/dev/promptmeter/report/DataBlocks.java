package dev.promptmeter.report;

/** Data elements of the page, which no browser runs. */
final class DataBlocks {

    private DataBlocks() {}

    /** Writes gzip in Base64; nothing is left of the text. */
    static void write(Markup page, String id, CompressedText text) {
        page.open("script", "type", "text/plain", "id", id);
        text.drain(page::raw);
        page.close("script").line();
    }

    /** Writes JSON that is made for a page. */
    static void writeJson(Markup page, String id, String json) {
        page.open("script", "type", "application/json", "id", id)
                .raw(json)
                .close("script")
                .line();
    }
}
