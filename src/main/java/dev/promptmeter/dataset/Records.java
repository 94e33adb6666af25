package dev.promptmeter.dataset;

import dev.promptmeter.dataset.RecordGuard.LineEnd;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The records of a file one after the other, whatever its format; blank lines are left out. Not thread-safe. */
sealed interface Records extends Closeable permits CsvRecords, JsonlRecords {

    /** Opens the records behind those characters. */
    static Records open(DatasetSpec spec, SourceFile source, DecodedText text) {
        return spec.format() == DatasetSpec.Format.JSONL
                ? new JsonlRecords(spec, source, text)
                : new CsvRecords(spec, source, text);
    }

    /** {@return the columns; what is wrong with single ones is reported, what leaves none is thrown. To be asked first} */
    Columns columns(Consumer<Problem> problems) throws IOException;

    /** {@return whether the columns can still be these; to be asked first, in place of {@link #columns}} */
    boolean stillHas(Columns known, Consumer<Problem> problems) throws IOException;

    /** Moves to the next record that is not a blank line; false at the end. */
    boolean advance() throws IOException;

    /** {@return the current record as it stands in the file; the same object is filled again by the next} */
    RecordText record();

    /** {@return whether the current record, which must have no fault, holds nothing and is no row} */
    boolean empty();

    /** {@return why the current record does not fit these columns, or null if it does} */
    @Nullable
    Problem misfit(Columns columns);

    /** {@return the cells of the current record, which must have no fault; to be asked once} */
    RowCells cells(Columns columns);

    /** {@return how the lines between records ended so far} */
    Set<LineEnd> lineEnds();
}
