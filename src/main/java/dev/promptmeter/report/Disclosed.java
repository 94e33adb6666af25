package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.Results;
import dev.promptmeter.run.CaseResult;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;

/** A report of what its suite allows to be shown. The journal keeps everything. */
final class Disclosed implements Report {

    private final Report report;

    Disclosed(Report report) {
        this.report = report;
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
        };
        return new FinishedRun(
                rule.shown(run.manifest()),
                rule.shown(run.summary()),
                run.verdict(),
                run.durationMillis(),
                run.starts(),
                run.overhead(),
                shown,
                run.notices());
    }
}
