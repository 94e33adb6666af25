package dev.promptmeter.archive;

import java.io.IOException;

/** Is shown each record of a journal that counts, in its order. */
@FunctionalInterface
interface TakenRecords {

    /** Looks at none. */
    TakenRecords NOBODY = (head, source) -> {};

    /** That record counts. */
    void accept(RecordHead head, IndexedRecords.Source source) throws IOException;
}
