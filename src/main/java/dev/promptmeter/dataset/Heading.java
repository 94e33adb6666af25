package dev.promptmeter.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of a column as it stands in a file.
 *
 * @param name trimmed
 * @param source where it stands, or where it stands first
 * @param notes the line and a mark under the name, for problems with it
 */
record Heading(String name, Source source, List<String> notes) {

    /** {@return the name that stands at an offset of the record} */
    static Heading at(RecordText record, int offset, String name) {
        return new Heading(name, record.source(offset), record.excerpt(offset));
    }

    /** {@return the names of a header record} */
    static List<Heading> of(RecordText record, String[] cells) {
        List<Heading> headings = new ArrayList<>(cells.length);
        for (int i = 0; i < cells.length; i++) {
            headings.add(at(record, record.offsetWithin(record.cellStart(i), 0), Blanks.strip(cells[i])));
        }
        return headings;
    }

    /** {@return a problem with the name} */
    Problem problem(String code, String text) {
        return new Problem(code, source, text, notes);
    }
}
