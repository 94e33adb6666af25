package dev.promptmeter.dataset;

import java.io.IOException;
import java.util.function.Consumer;

/** Finds the first record of a file that can be a header, and has it understood. */
final class Header {

    private Header() {}

    /** Reads the header; what is wrong with single columns is reported, what leaves no header is thrown. */
    static Columns read(DatasetSpec spec, CsvRecords records, Consumer<Problem> problems) throws IOException {
        while (records.advance()) {
            RecordText record = records.record();
            if (record.fault() != null) {
                throw new StructuralFault(record.fault());
            }
            String[] cells = records.cells();
            if (cells.length > 1 || !record.blank(spec.delimiter())) {
                return new HeaderReader(spec, record, problems).read(cells);
            }
        }
        throw new StructuralFault(Problem.of(
                "PM-1201",
                Source.line(spec.shown(), 1),
                "no header: the first line must name the columns, such as  prompt,expected"));
    }
}
