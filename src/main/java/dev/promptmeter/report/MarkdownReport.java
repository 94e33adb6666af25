package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.summary.Counts;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as a page of Markdown, for the summary of a CI job or a comment on a pull request. Foreign text stands in code alone. What
 * does not fit into the page's limit is left out as a whole: first the list of all cases, then that of the failures.
 */
public final class MarkdownReport implements Report {

    /** Most bytes of a summary; GitHub refuses more than 1 MiB for one step. */
    public static final int SUMMARY_BYTES = 900 << 10;

    private static final int COMMENT_BYTES = 60_000;
    private static final double NANOS_PER_MILLI = 1e6;

    /** What a page is for. */
    private enum Use {
        SUMMARY,
        COMMENT
    }

    private final Use use;
    private final int bytes;

    private MarkdownReport(Use use, int bytes) {
        this.use = use;
        this.bytes = bytes;
    }

    /** {@return a writer of {@code summary.md}} */
    public static MarkdownReport summary() {
        return summary(SUMMARY_BYTES);
    }

    /** {@return a writer of the same with at most so many bytes} */
    public static MarkdownReport summary(int bytes) {
        return new MarkdownReport(Use.SUMMARY, bytes);
    }

    /**
     * {@return a writer of {@code comment.md}: it begins with a mark by which the comment is found again, and does not name the run, so
     * that the same results give the same comment}
     */
    public static MarkdownReport comment() {
        return new MarkdownReport(Use.COMMENT, COMMENT_BYTES);
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        FinishedRun shown = Disclosed.shown(run);
        String end = end(shown);
        MarkdownPage page = new MarkdownPage(bytes - MarkdownPage.bytes(end));
        page.add(head(shown));
        MarkdownGates.add(page, shown.verdict().gates());
        MarkdownChanges.add(page, shown.comparison());
        MarkdownModels.add(page, shown.summary());
        new MarkdownCases(shown, page)
                .add(use == Use.SUMMARY ? MarkdownCases.Extent.ALL : MarkdownCases.Extent.FAILURES);
        out.write(page.text());
        out.write(end);
    }

    private String head(FinishedRun run) {
        StringBuilder head = new StringBuilder();
        if (use == Use.COMMENT) {
            head.append("<!-- promptmeter:")
                    .append(RunNames.encoded(run.manifest().suite()))
                    .append(" -->\n");
        }
        head.append("## ")
                .append(MarkdownGates.title(run.manifest(), run.verdict()))
                .append("\n\n");
        head.append("Measurement ")
                .append(MeasurementText.gist(run.measurement()))
                .append(" · ")
                .append(run.manifest().loadText())
                .append("\n\n");
        List<String> notices = notices(run);
        notices.forEach(notice -> head.append("- ").append(notice).append('\n'));
        return head.append(notices.isEmpty() ? "" : "\n").toString();
    }

    private static List<String> notices(FinishedRun run) {
        List<String> notices = new ArrayList<>();
        MeasurementText.changes(run.measurement()).ifPresent(changes -> notices.add(MarkdownText.sentence(changes)));
        LoudNotices.of(run).forEach(notice -> notices.add(MarkdownText.sentence(notice)));
        if (run.starts() > 1) {
            notices.add("this run was started " + run.starts() + " times");
        }
        notices.addAll(new ResolvedSuite(run.manifest().resolved()).dangers());
        return notices;
    }

    private String end(FinishedRun run) {
        Manifest manifest = run.manifest();
        Counts counts = run.summary().total().counts();
        List<String> parts = new ArrayList<>();
        parts.add(FigureText.count(counts.cases()) + (counts.cases() == 1 ? " case" : " cases"));
        if (counts.cached() > 0) {
            parts.add(FigureText.count(counts.cached()) + " cached");
        }
        parts.add(FigureText.span(run.durationMillis() * NANOS_PER_MILLI));
        parts.add(ConsoleReport.cost(run.summary().cost()));
        if (use == Use.SUMMARY) {
            parts.add("run " + MarkdownText.code(manifest.runId()));
        }
        parts.add("again: " + MarkdownText.code(manifest.command()));
        ReportLink.of(manifest).ifPresent(link -> parts.add("[full report](" + link.page() + ")"));
        return String.join(" · ", parts) + "\n";
    }
}
