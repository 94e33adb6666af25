package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Manifest;
import dev.promptmeter.archive.Results;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;

/** A report of what its suite allows to be shown. The journal keeps everything. */
final class Disclosed implements Report {

    private final Report report;

    private Disclosed(Report report) {
        this.report = report;
    }

    /** {@return that report with only what may be shown} */
    static Report of(Report report) {
        return report instanceof GrowingReport growing ? new Growing(growing) : new Disclosed(report);
    }

    /** One that grows. */
    private record Growing(GrowingReport report) implements GrowingReport {

        @Override
        public void write(FinishedRun run, Writer out) throws IOException {
            report.write(shown(run), out);
        }

        @Override
        public Growth begin(Manifest manifest, Writer out) {
            var rule = new DisclosureRule(new ResolvedSuite(manifest.resolved()));
            return rule.showsEverything()
                    ? report.begin(manifest, out)
                    : new Shown(rule, report.begin(rule.shown(manifest), out));
        }
    }

    /** What it is given it passes on as it may be shown. */
    private record Shown(DisclosureRule rule, GrowingReport.Growth growth) implements GrowingReport.Growth {

        @Override
        public void add(CaseResult result) {
            growth.add(rule.shown(result));
        }

        @Override
        public boolean end(FinishedRun run) {
            return growth.end(Disclosed.shown(run));
        }
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        report.write(shown(run), out);
    }

    /** {@return the run as its suite allows it to be shown} */
    static FinishedRun shown(FinishedRun run) {
        var rule = new DisclosureRule(new ResolvedSuite(run.manifest().resolved()));
        if (rule.showsEverything()) {
            return run;
        }
        Results results = run.results();
        Results shown = new Results() {
            @Override
            public void forEach(Consumer<CaseResult> reader) {
                results.forEach(result -> reader.accept(rule.shown(result)));
            }

            @Override
            public int blocks() {
                return results.blocks();
            }

            @Override
            public void forEachOf(int block, Consumer<CaseResult> reader) {
                results.forEachOf(block, result -> reader.accept(rule.shown(result)));
            }
        };
        return new FinishedRun(
                rule.shown(run.manifest()),
                rule.shown(run.summary()),
                run.verdict(),
                run.durationMillis(),
                run.starts(),
                run.measurement(),
                run.overhead(),
                shown,
                run.notices(),
                run.comparison());
    }
}
