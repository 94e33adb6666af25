package dev.promptmeter.cli;

import dev.promptmeter.archive.Manifest;
import dev.promptmeter.chat.openai.ClientChecks;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.suite.Endpoints;
import dev.promptmeter.suite.Keys;
import dev.promptmeter.suite.RunLabels;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import dev.promptmeter.suite.Suite;
import dev.promptmeter.suite.SuiteScan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A suite that has been read and found sound, with its keys and its endpoints. Close it when the run is over. */
final class Prepared implements AutoCloseable {

    private final Session session;
    private final Given given;
    private final ScannedSuite scanned;
    private final Keys keys;
    private final Endpoints endpoints;

    private Prepared(Session session, Given given, ScannedSuite scanned, Keys keys) {
        this.session = session;
        this.given = given;
        this.scanned = scanned;
        this.keys = keys;
        this.endpoints = Endpoints.open(scanned.suite(), keys, Version.userAgent());
    }

    /**
     * {@return the suite, ready to be run; its keys are masked from now on}
     *
     * @param standardInput a file with what {@code -} stands for; null if nothing was read
     */
    static Prepared of(Session session, Reading reading, @Nullable Path standardInput) {
        Suite read = suite(reading, standardInput);
        mask(session, Keys.known(read));
        ScannedSuite scanned = Rehearsal.during(read, () -> SuiteScan.scan(read));
        warn(session, scanned.warnings());
        Keys keys = read.run().cache().silent() ? Keys.known(scanned.suite()) : Keys.resolve(scanned.suite());
        warn(session, keys.warnings());
        ClientChecks.advice(Runtime.version())
                .ifPresent(text -> session.console().message("PM-6115  " + text));
        return new Prepared(session, reading.given(), scanned, keys);
    }

    /** From now on no key is shown, also where a dataset is found faulty and its cells are quoted. */
    static void mask(Session session, Keys keys) {
        CiLog.mask(session, keys.all());
        session.console().mask(keys.redactor());
    }

    /** {@return the suite with the reports that are asked for} */
    static Suite suite(Reading reading, @Nullable Path standardInput) {
        Suite suite = reading.suite(standardInput);
        String formats = reading.given().find(RunFlags.REPORT);
        return formats == null
                ? suite
                : reading.with(List.of(
                                FormatList.assignment(formats, suite.reports().formats())))
                        .suite(standardInput);
    }

    static void warn(Session session, List<Problem> problems) {
        if (!problems.isEmpty()) {
            session.console().message(Messages.text(problems).stripTrailing());
        }
    }

    /**
     * Looks the models up, so that nothing is paid for a run that cannot work.
     *
     * @throws CliException if one is not there
     */
    void preflight() throws InterruptedException {
        if (suite().run().cache().silent()) {
            return;
        }
        List<Problem> problems = endpoints.preflight(scanned.suite());
        if (Faults.exitCode(problems) != ExitCode.OK) {
            throw new CliException(problems);
        }
        warn(session, problems);
    }

    /** {@return everything the run of that id needs} */
    RunSetup setup(String runId, String word, ChosenBaseline baseline) {
        Map<String, String> facts = new LinkedHashMap<>(Facts.ofThisProcess());
        facts.putAll(baseline.facts());
        facts.putAll(ExitFlags.facts(given));
        if (RunTarget.resumes(given) && given.has(RunFlags.ACCEPT_CHANGES)) {
            facts.put(Manifest.ACCEPTED_CHANGES, "yes");
        }
        RunLabels labels = new RunLabels(
                runId,
                Version.tool(),
                given.find(RunFlags.TITLE),
                Reading.pairs(given.all(RunFlags.TAG)),
                facts,
                RunAgain.command(word, given));
        RunSetup setup = scanned.setup(labels, endpoints, keys);
        return setup.ending(ExitFlags.applied(setup.exit(), given));
    }

    Suite suite() {
        return scanned.suite();
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
