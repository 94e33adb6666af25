package dev.promptmeter.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Streams the rows that the first pass found sound, and stops before the first one that is no longer the same. */
final class FileRowReader implements RowReader {

    private final SecondPass pass;
    private final Records records;
    private final RowParser parser;
    private boolean headerRead;
    private int row;

    FileRowReader(SecondPass pass) {
        this.pass = pass;
        if (!pass.source().sameLength()) {
            throw changed("its length differs");
        }
        this.records = Records.open(pass.spec(), pass.source(), pass.source().open());
        this.parser = new RowParser(pass.spec(), pass.columns(), pass.notation(), FileRowReader::alreadyReported);
    }

    // Equal characters give equal warnings, and faults would have ended the first pass.
    private static void alreadyReported(Problem problem) {
        if (!problem.warning()) {
            throw new IllegalStateException("the first pass let this through: " + problem);
        }
    }

    @Override
    public @Nullable Row next() {
        try {
            while (advance()) {
                if (!records.empty()) {
                    return same();
                }
            }
        } catch (StructuralFault e) {
            throw changed("it can no longer be read: " + e.problem().text());
        } catch (IOException e) {
            throw SourceFile.unreadable(pass.spec(), e);
        }
        if (row < pass.hashes().size() || !pass.source().sameLength()) {
            throw changed("it became shorter or longer");
        }
        return null;
    }

    private boolean advance() throws IOException {
        if (!headerRead) {
            headerRead = true;
            if (!records.stillHas(pass.columns(), FileRowReader::alreadyReported)) {
                throw changed("its columns differ");
            }
        }
        boolean found = records.advance();
        if (found && records.record().fault() != null) {
            throw changed("line " + records.record().line() + " differs");
        }
        return found;
    }

    private Row same() {
        RecordText record = records.record();
        if (row == pass.hashes().size()) {
            throw changed("it became longer: line " + record.line() + " is new");
        }
        if (ContentHash.of(record) != pass.hashes().get(row)) {
            throw changed("line " + record.line() + " differs");
        }
        RowCells found = records.cells(pass.columns());
        Map<String, String> vars = parser.vars(found);
        return parser.row(found, pass.ids().again(row++, found, vars), vars);
    }

    private DatasetException changed(String how) {
        return new DatasetException(List.of(Problem.of(
                "PM-1209",
                Source.line(pass.spec().shown(), 0),
                "the dataset changed while it was being read: " + how + ". Start again when the file is complete")));
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (IOException e) {
            throw SourceFile.unreadable(pass.spec(), e);
        }
    }
}
