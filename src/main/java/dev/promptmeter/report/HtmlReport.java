package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * The whole run as one HTML file: readable without a script, explored with one, and asking nothing of any other host.
 *
 * <p>The file is streamed: memory grows with its compressed index, never with the texts of the run. Every case is in the index; details
 * are left out, plainest passes first, where the file would grow beyond its limit.
 */
public final class HtmlReport implements Report {

    private final String appendix;

    /** Makes a report without an appendix. */
    public HtmlReport() {
        this("");
    }

    /**
     * Makes a report.
     *
     * @param appendix times in other tools' words, as text; empty for none
     */
    HtmlReport(String appendix) {
        this.appendix = appendix;
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        try {
            write(run, new Markup(out));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write(FinishedRun run, Markup page) {
        CaseData data = new CaseData(run);
        FirstFailures failures = new FirstFailures();
        FirstChanges changes = new FirstChanges(run.comparison());
        CaseGroup.forEach(run.results(), group -> {
            data.add(group);
            changes.add(group);
            group.repeats().forEach(failures::add);
        });
        FrontEnd frontEnd = FrontEnd.packed();
        HtmlHead.write(page, run, frontEnd);
        page.open("body").line();
        writeStatic(page, run, failures, changes);
        long maxBytes = new ResolvedSuite(run.manifest().resolved()).htmlMaxBytes();
        data.write(page, maxBytes - frontEnd.script().length());
        page.raw("<script type=\"module\">")
                .raw(frontEnd.script())
                .raw("</script>")
                .line();
        page.close("body").line().close("html").line();
    }

    private void writeStatic(Markup page, FinishedRun run, FirstFailures failures, FirstChanges changes) {
        HtmlHeader.write(page, run);
        page.open("main", "id", "top").line();
        HtmlVerdict.write(page, run);
        HtmlGates.write(page, run.verdict().gates());
        HtmlChanges.write(page, run.comparison(), changes);
        ResolvedSuite suite = new ResolvedSuite(run.manifest().resolved());
        HtmlCauses.write(page, run.summary(), suite);
        HtmlRepeats.write(page, run);
        HtmlModels.write(page, run.summary());
        HtmlLatency.write(page, run);
        HtmlCost.write(page, run.summary(), suite);
        HtmlFailures.write(page, failures);
        HtmlMeasurement.write(page, run);
        HtmlOverhead.write(page, run);
        if (!appendix.isEmpty()) {
            page.open("section", "id", "dialects")
                    .element("h2", "In other tools' words")
                    .foreign("pre", appendix)
                    .close("section")
                    .line();
        }
        HtmlRun.write(page, run);
        page.close("main").line();
    }
}
