package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.io.IOException;
import java.io.Writer;

/** A finished run as text for one kind of reader. Stateless; the same run always gives the same text. */
@FunctionalInterface
public interface Report {

    /**
     * Writes the whole report.
     *
     * @throws IOException if the writer fails
     */
    void write(FinishedRun run, Writer out) throws IOException;
}
