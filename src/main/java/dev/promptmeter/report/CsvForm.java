package dev.promptmeter.report;

/**
 * How CSV is written.
 *
 * @param safety whether texts that a spreadsheet might run are kept from it
 * @param reader whom the file is for
 */
record CsvForm(Safety safety, Reader reader) {

    /** UTF-8 for every program, and nothing that acts. */
    static final CsvForm USUAL = new CsvForm(Safety.PREFIXED, Reader.ANY);

    /** Whether texts that a spreadsheet might run are kept from it. */
    enum Safety {
        /** Such a text gets an apostrophe in front. */
        PREFIXED,
        /** Every text stands as it is, {@code reports.csv.exact}. */
        EXACT
    }

    /** Whom the file is for. */
    enum Reader {
        /** Every program. */
        ANY,
        /** A spreadsheet program: byte order mark, CRLF, short cells, {@code reports.csv.excel}. */
        EXCEL
    }

    String beginning() {
        return reader == Reader.EXCEL ? "\uFEFF" : "";
    }

    String lineEnd() {
        return reader == Reader.EXCEL ? "\r\n" : "\n";
    }
}
