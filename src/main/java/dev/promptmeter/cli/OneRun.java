package dev.promptmeter.cli;

import dev.promptmeter.archive.OverheadFigures;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.SpooledInput;
import dev.promptmeter.run.CaseCount;
import dev.promptmeter.suite.Assignment;
import dev.promptmeter.suite.RunSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run from its suite to its exit code. */
final class OneRun {

    private static final List<Assignment> WARM = List.of(new Assignment("run.warmup", "0", "resume"));

    private final Session session;

    OneRun(Session session) {
        this.session = session;
    }

    /** {@return the exit code of the run of that suite or dataset} */
    int run(String word, Given given) throws IOException, InterruptedException {
        Reading reading = Reading.of(word, given, RunFlags.ALL, session.environment());
        EnvironmentFiles.warning(word, reading.given().find(RunFlags.ENV_FILE)).ifPresent(session.console()::message);
        if (!word.equals("-")) {
            return run(reading, null);
        }
        try (SpooledInput input = SpooledInput.of(System.in, DatasetSpec.Limits.DEFAULT)) {
            return run(reading, input.file());
        }
    }

    /** {@return the exit code of a run that goes on with the suite and the flags that it was started with} */
    int resume(Given given) throws IOException, InterruptedException {
        Given now = given.with(session.environment(), RunFlags.ALL);
        RunTarget target = RunTarget.resumed(now, RunTarget.REPORTS);
        Given all = RunAgain.resumed(target.manifest(), now);
        return run(all.words().get(0), all);
    }

    private int run(Reading reading, @Nullable Path standardInput) throws IOException, InterruptedException {
        Given given = reading.given();
        if (given.has(RunFlags.DRY_RUN)) {
            DryRun.Estimated estimated = new DryRun(session).run(reading, standardInput);
            return estimated.results() == 0 ? empty(given, estimated.setup()) : 0;
        }
        Reading complete = given.has(RunFlags.RESUME) ? reading.with(WARM) : reading;
        try (Prepared prepared = Prepared.of(session, complete, standardInput)) {
            Path reports = Path.of(prepared.suite().reports().out());
            RunTarget target =
                    given.has(RunFlags.RESUME) ? RunTarget.resumed(given, reports) : RunTarget.created(given, reports);
            RunSetup setup = prepared.setup(target.runId(), reading.word());
            target.check(setup.manifest());
            long planned = CaseCount.of(setup.plan());
            if (planned == 0) {
                return empty(given, setup);
            }
            prepared.preflight();
            try (RunFolder folder = target.open()) {
                var overhead = OverheadFigures.read(
                        Path.of(prepared.suite().reports().html().jmh()));
                return new LiveRun(session, given, setup, folder)
                        .run(new LiveRun.Start(target, planned, overhead, reports));
            }
        }
    }

    private int empty(Given given, RunSetup setup) {
        long rows = setup.manifest().datasets().stream()
                .mapToLong(info -> info.rows())
                .sum();
        CliException empty = new CliException(
                "PM-4001",
                rows == 0
                        ? "the datasets have no rows"
                        : "the selection matches no case (of " + rows
                                + " rows); look at -k, -n and the filters of the suite");
        if (given.has(RunFlags.ALLOW_EMPTY)) {
            session.console().message(empty.getMessage());
            return 0;
        }
        throw empty;
    }
}
