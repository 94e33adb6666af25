package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.run.CaseResult;
import java.io.Writer;

/** A report for which much can be done with each result alone, so that it is begun while its run still goes on. */
public interface GrowingReport extends Report {

    /** {@return what makes a report of that run, which is compared with no baseline, result by result} */
    Growth begin(Manifest manifest, Writer out);

    /** A report that is being written. Not thread-safe. */
    interface Growth {

        /**
         * Takes the next result, in dataset order.
         *
         * @throws java.io.UncheckedIOException if the writer fails
         */
        void add(CaseResult result);

        /**
         * Writes what is left.
         *
         * @param run the same run, finished
         * @return whether the text is what {@link Report#write} would have written; false if that cannot be told result by result
         */
        boolean end(FinishedRun run);
    }
}
