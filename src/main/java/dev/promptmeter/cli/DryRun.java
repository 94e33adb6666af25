package dev.promptmeter.cli;

import dev.promptmeter.archive.RecordedErrors;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.report.Estimate;
import dev.promptmeter.report.EstimateJson;
import dev.promptmeter.report.EstimateText;
import dev.promptmeter.report.Visible;
import dev.promptmeter.run.AnswerCache;
import dev.promptmeter.run.Forecast;
import dev.promptmeter.run.History;
import dev.promptmeter.suite.RunLabels;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import dev.promptmeter.suite.SuiteScan;
import java.io.IOException;
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

    /**
     * {@return the setup of the run that was estimated, and how many results it would have; nothing was said if there are none}
     *
     * @param known the run that would go on; null if there is none, or the flags say which
     */
    Estimated run(Reading reading, @Nullable Path standardInput, @Nullable RunTarget known)
            throws IOException, InterruptedException {
        ScannedSuite scanned = SuiteScan.scan(Prepared.suite(reading, standardInput));
        Prepared.warn(session, scanned.warnings());
        RunLabels labels = new RunLabels("dry-run", Version.tool(), null, Map.of(), Map.of(), "");
        RunSetup setup = scanned.offline(labels, Redactor.NONE);
        Path reports = Path.of(scanned.suite().reports().out());
        RunTarget target = known != null || !RunTarget.resumes(reading.given())
                ? known
                : RunTarget.resumed(reading.given(), reports, scanned.suite().name());
        StoredRun stored = target == null ? null : target.stored();
        ChosenBaseline.of(reading.given(), scanned.suite(), stored).announce(session);
        if (target != null) {
            target.check(reading.given(), setup);
        }
        Estimate estimate = estimate(reading.given(), setup, target, reports);
        long results = estimate.forecast().results();
        if (results > 0) {
            say(reading.given(), estimate);
        }
        return new Estimated(setup, results);
    }

    /**
     * {@return what that run would ask and cost}
     *
     * @param target the run that would go on; null, or a new one, for a run that would begin
     */
    static Estimate estimate(Given given, RunSetup setup, @Nullable RunTarget target, Path reports) {
        String suite = setup.manifest().suite();
        return Estimate.of(suite, setup.plan(), forecast(given, setup, target), PastRuns.of(suite, reports));
    }

    private static Forecast forecast(Given given, RunSetup setup, @Nullable RunTarget target) {
        AnswerCache cache = setup.cache()
                .open(setup.redactor(), "")
                .map(AnswerCache.class::cast)
                .orElse(AnswerCache.NONE);
        if (target == null || target.stored() == null) {
            return Forecast.of(setup.plan(), History.NONE, cache);
        }
        RecordedErrors errors = given.has(RunFlags.ERRORS) ? RecordedErrors.AGAIN : RecordedErrors.STAY;
        return target.stored().goingOn(setup.manifest(), errors, history -> Forecast.of(setup.plan(), history, cache));
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
