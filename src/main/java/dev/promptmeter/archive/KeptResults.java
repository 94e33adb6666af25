package dev.promptmeter.archive;

import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Results of a small run, read once and kept: every report reads them all. */
final class KeptResults implements Results {

    /** A result takes about twice the room of its records, so this keeps to an eighth of the heap. */
    private static final long HEAP_PER_JOURNAL_BYTE = 16;

    private final StoredResults source;
    private List<CaseResult> kept = List.of();
    private boolean read;

    private KeptResults(StoredResults source) {
        this.source = source;
    }

    /** {@return those results, kept if the journal is small beside the heap} */
    static Results ifSmall(StoredResults source, Segments journal) {
        try {
            return fits(journal.bytes()) ? new KeptResults(source) : source;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether the results of a journal of so many bytes may be kept} */
    static boolean fits(long journalBytes) {
        return journalBytes < Runtime.getRuntime().maxMemory() / HEAP_PER_JOURNAL_BYTE;
    }

    @Override
    public void forEach(Consumer<CaseResult> reader) {
        all().forEach(reader);
    }

    private synchronized List<CaseResult> all() {
        if (!read) {
            kept = source.all();
            read = true;
        }
        return kept;
    }
}
