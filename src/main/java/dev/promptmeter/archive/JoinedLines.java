package dev.promptmeter.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Records of several journals as the lines of one: numbered anew, one behind the other. */
final class JoinedLines {

    private final OutputStream out;
    private long number;

    JoinedLines(OutputStream out) {
        this.out = out;
    }

    /** Adds a record of its own. */
    void add(byte[] object) throws IOException {
        out.write(JournalLine.frame(++number, object));
    }

    /** Adds a record of another journal. */
    void add(IndexedRecords.Source record) throws IOException {
        out.write(JournalLine.renumbered(++number, record.bytes(), record.from(), record.length()));
    }
}
