package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.Comparison;
import java.io.StringWriter;
import java.util.Objects;

/** A run that is judged by what changed since something else: for a console and as Markdown. */
public final class ComparisonReport {

    private static final int MARKDOWN_BYTES = 60_000;

    private ComparisonReport() {}

    /** {@return the gates, everything that {@link ComparisonText} says, and the verdict with the exit code in the last line} */
    public static String text(FinishedRun run, ConsoleView view) {
        var text = new StringWriter();
        var out = new ConsoleOut(text, view);
        new ConsoleGates(run.summary(), out).write(run.verdict().gates(), view.detail());
        text.append(ComparisonText.of(comparison(run)));
        out.line("");
        out.line(run.verdict().word().name() + "  " + ConsoleReport.gateCount(run.verdict()) + "   exit "
                + run.verdict().exitCode());
        return text.toString();
    }

    private static Comparison comparison(FinishedRun run) {
        return Objects.requireNonNull(run.comparison(), "a run that is compared");
    }

    /** {@return the same as a page of Markdown} */
    public static String markdown(FinishedRun run) {
        var page = new MarkdownPage(MARKDOWN_BYTES);
        page.add("## " + MarkdownGates.title(run.manifest(), run.verdict()) + "\n\n");
        MarkdownGates.add(page, run.verdict().gates());
        MarkdownChanges.add(page, comparison(run));
        return page.text();
    }

    /** {@return the comparison alone as a page of Markdown} */
    public static String markdown(Comparison comparison) {
        var page = new MarkdownPage(MARKDOWN_BYTES);
        page.add("## Promptmeter: what changed up to "
                + MarkdownText.code(comparison.after().name()) + "\n\n");
        MarkdownChanges.add(page, comparison);
        return page.text();
    }
}
