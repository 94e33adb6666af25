package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.util.List;

/** A report whose text takes several files where one would be too large for its readers. */
public interface PartedReport extends Report {

    /** {@return the files that the report of that run takes, in order; one if nothing is in the way} */
    List<Part> parts(FinishedRun run);

    /** {@return whether a file of that name may be a part of such a report of any run} */
    boolean owns(String fileName);

    /**
     * One file of a report.
     *
     * @param fileName within the run folder
     * @param report writes it, given the same run
     */
    record Part(String fileName, Report report) {}
}
