package dev.promptmeter.cli;

import dev.promptmeter.archive.JournalAnswers;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.run.Rescore;
import dev.promptmeter.suite.Endpoints;
import dev.promptmeter.suite.Keys;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.ScannedSuite;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The judges that are asked when answers on record are judged again; their keys and endpoints are looked for only if a reply of theirs
 * is missing. Close it when that is done.
 */
final class AskedJudges implements AutoCloseable {

    private final RunSetup setup;
    private final @Nullable Endpoints endpoints;

    private AskedJudges(RunSetup setup, @Nullable Endpoints endpoints) {
        this.setup = setup;
        this.endpoints = endpoints;
    }

    /**
     * {@return whom to ask; nobody if nobody has to be asked, or may be}
     *
     * @throws CliException if a judge is not there
     */
    static AskedJudges of(Session session, StoredRun source, Judging judging) throws IOException, InterruptedException {
        ScannedSuite suite = judging.suite();
        boolean allowed = suite != null && !judging.given().has(RescoreCommand.NO_JUDGE);
        if (!allowed || !missing(source, judging)) {
            return new AskedJudges(judging.setup(), null);
        }
        Keys keys = Keys.ofAdvisers(suite.suite());
        Prepared.warn(session, keys.warnings());
        Endpoints endpoints = Endpoints.ofAdvisers(suite.suite(), keys, Version.userAgent());
        try {
            preflight(session, endpoints.preflight(suite.suite()));
            return new AskedJudges(judging.setup().judgedBy(suite.advisers(endpoints)), endpoints);
        } catch (InterruptedException | RuntimeException e) {
            endpoints.close();
            throw e;
        }
    }

    /** Read once more for it, so that nothing is begun that a missing key would end. */
    private static boolean missing(StoredRun source, Judging judging) throws IOException, InterruptedException {
        try (JournalAnswers answers = source.answers(judging.match())) {
            return Rescore.asks(judging.setup().plan(), answers);
        }
    }

    private static void preflight(Session session, List<Problem> problems) {
        if (Faults.exitCode(problems) != ExitCode.OK) {
            throw new CliException(problems);
        }
        Prepared.warn(session, problems);
    }

    /** {@return what is judged by, its judges ready if they are asked} */
    RunSetup setup() {
        return setup;
    }

    /** {@return whether anybody is asked} */
    Rescore.Asking asking() {
        return endpoints == null ? Rescore.Asking.NOBODY : Rescore.Asking.JUDGES;
    }

    @Override
    public void close() {
        if (endpoints != null) {
            endpoints.close();
        }
    }
}
