package dev.promptmeter.cli;

import dev.promptmeter.chat.Redactor;
import dev.promptmeter.report.Estimate;
import dev.promptmeter.report.EstimateJson;
import dev.promptmeter.report.EstimateText;
import dev.promptmeter.report.Visible;
import dev.promptmeter.run.Forecast;
import dev.promptmeter.suite.RunLabels;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import dev.promptmeter.suite.SuiteScan;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run would ask and cost: everything but the run. Needs no key, opens no connection and makes no folder. */
final class DryRun {

    private final Session session;

    /** A run that was estimated. */
    record Estimated(RunSetup setup, long results) {}

    DryRun(Session session) {
        this.session = session;
    }

    /** {@return the setup of the run that was estimated, and how many results it would have; nothing was said if there are none} */
    Estimated run(Reading reading, @Nullable Path standardInput) {
        ScannedSuite scanned = SuiteScan.scan(Prepared.suite(reading, standardInput));
        Prepared.warn(session, scanned.warnings());
        RunLabels labels = new RunLabels("dry-run", Version.tool(), null, Map.of(), Map.of(), "");
        RunSetup setup = scanned.offline(labels, Redactor.NONE);
        Forecast forecast = Forecast.of(setup.plan());
        if (forecast.results() > 0) {
            String suite = scanned.suite().name();
            Path reports = Path.of(scanned.suite().reports().out());
            say(reading.given(), Estimate.of(suite, setup.plan(), forecast, PastRuns.of(suite, reports)));
        }
        return new Estimated(setup, forecast.results());
    }

    private void say(Given given, Estimate estimate) {
        if (given.has(RunFlags.JSON)) {
            session.console().result(EstimateJson.of(estimate) + "\n");
            return;
        }
        boolean verbose = given.has(RunFlags.VERBOSE);
        String text = new EstimateText(estimate).text() + (verbose ? questions(estimate.forecast()) : "")
                + "No request was sent." + (verbose ? "" : "  First question of each prompt: -v") + "\n";
        session.console().result(CiLog.guarded(session.environment(), text));
    }

    private static String questions(Forecast forecast) {
        StringBuilder out = new StringBuilder();
        forecast.questions().forEach((prompt, question) -> {
            out.append("prompt ").append(Visible.line(prompt)).append(" asks first:\n");
            question.lines()
                    .forEach(line -> out.append("  ").append(Visible.line(line)).append('\n'));
        });
        return out.toString();
    }
}
