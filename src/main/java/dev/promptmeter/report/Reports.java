package dev.promptmeter.report;

import java.util.List;
import java.util.Optional;

/**
 * Every report that is written into a run folder. A new one is one class and one line here; {@link Disclosed}, around it or within it,
 * keeps what a suite withholds out of it.
 */
public final class Reports {

    private static final List<Entry> ALL = List.of(
            new Entry("html", "report.html", Disclosed.of(new HtmlReport())),
            new Entry("csv", "results.csv", Disclosed.of(new CsvReport())),
            new Entry("jsonl", "results.jsonl", Disclosed.of(new JsonlReport())),
            new Entry("json", "summary.json", new SummaryJson()),
            new Entry("junit", "junit.xml", new JUnitReport()),
            new Entry("markdown", "summary.md", MarkdownReport.summary()),
            new Entry("comment", "comment.md", MarkdownReport.comment()),
            new Entry("badge", "badge.json", new BadgeJson()));

    /**
     * A report and its file.
     *
     * @param name as {@code --report} and {@code reports.formats} write it
     * @param fileName within the run folder
     * @param report writes it
     */
    public record Entry(String name, String fileName, Report report) {}

    private Reports() {}

    /** {@return the page with an appendix: times in other tools' words, as text} */
    public static Entry htmlWith(String appendix) {
        return new Entry("html", "report.html", Disclosed.of(new HtmlReport(appendix)));
    }

    /** {@return all reports, in the order in which they are written} */
    public static List<Entry> all() {
        return ALL;
    }

    /** {@return the report of that name, or empty if there is none} */
    public static Optional<Entry> named(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
