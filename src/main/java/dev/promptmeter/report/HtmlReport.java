package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The whole run as one HTML file: readable without a script, explored with one, and asking nothing of any other host.
 *
 * <p>The file is streamed: memory grows with its compressed index, never with the texts of the run. Every case is in the index; details
 * are left out, plainest passes first, where the file would grow beyond its limit.
 */
public final class HtmlReport implements GrowingReport {

    /** What is known of so many results takes some 10 MB. */
    static final long MOST_AHEAD = 100_000;

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
            Growth page = new Page(run.comparison(), out);
            run.results().forEach(page::add);
            page.end(run);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Growth begin(Manifest manifest, Writer out) {
        return new Begun(new Page(null, out));
    }

    /** The page of a run that may turn out to be long: the run has the first claim to the memory. */
    private static final class Begun implements Growth {

        private @Nullable Page page;
        private long left = MOST_AHEAD;

        Begun(Page page) {
            this.page = page;
        }

        @Override
        public void add(CaseResult result) {
            left--;
            if (left < 0) {
                page = null;
            } else if (page != null) {
                page.add(result);
            }
        }

        @Override
        public boolean end(FinishedRun run) {
            return page != null && page.end(run);
        }
    }

    /** The index of its cases grows; nothing is written before the end. */
    private final class Page implements Growth {

        private final CaseData data;
        private final FirstFailures failures = new FirstFailures();
        private final FirstChanges changes;
        private final CaseGroup.Gathering cases = new CaseGroup.Gathering(this::add);
        private final Markup page;

        Page(@Nullable Comparison comparison, Writer out) {
            data = new CaseData(CaseChanges.of(comparison));
            changes = new FirstChanges(comparison);
            page = new Markup(out);
        }

        @Override
        public void add(CaseResult result) {
            cases.add(result);
        }

        private void add(CaseGroup group) {
            data.add(group);
            changes.add(group);
            group.repeats().forEach(failures::add);
        }

        @Override
        public boolean end(FinishedRun run) {
            cases.end();
            FrontEnd frontEnd = FrontEnd.packed();
            HtmlHead.write(page, run, frontEnd);
            page.open("body").line();
            writeStatic(page, run, failures, changes);
            long maxBytes = new ResolvedSuite(run.manifest().resolved()).htmlMaxBytes();
            data.write(page, run, maxBytes - frontEnd.script().length());
            page.raw("<script type=\"module\">")
                    .raw(frontEnd.script())
                    .raw("</script>")
                    .line();
            page.close("body").line().close("html").line();
            return true;
        }
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
