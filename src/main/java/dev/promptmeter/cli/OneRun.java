package dev.promptmeter.cli;

import dev.promptmeter.archive.CalibrationFile;
import dev.promptmeter.archive.EarlierRuns;
import dev.promptmeter.archive.OverheadFigures;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.ShardFacts;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.SpooledInput;
import dev.promptmeter.run.CaseCount;
import dev.promptmeter.suite.Assignment;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.Suite;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        return run(reading(word, given), null);
    }

    private int run(Reading reading, @Nullable RunTarget target) throws IOException, InterruptedException {
        if (!reading.word().equals("-")) {
            return run(reading, null, target);
        }
        try (SpooledInput input = SpooledInput.of(System.in, DatasetSpec.Limits.DEFAULT)) {
            return run(reading, input.file(), target);
        }
    }

    /** {@return the exit code of a run that goes on with the suite and the flags that it was started with} */
    int resume(Given given) throws IOException, InterruptedException {
        Given now = given.with(session.environment(), RunFlags.ALL);
        RunTarget target = RunTarget.resumed(now, RunTarget.REPORTS, null);
        Given all = RunAgain.resumed(target.manifest(), now);
        return run(reading(all.words().get(0), all), target);
    }

    private Reading reading(String word, Given given) {
        Reading reading = Reading.of(word, given, RunFlags.ALL, session.environment());
        EnvironmentFiles.warning(word, reading.given().find(RunFlags.ENV_FILE)).ifPresent(session.console()::message);
        String failed = reading.given().find(RunFlags.FAILED);
        if (failed != null) {
            session.console().message("note: only cases with a wrong answer in " + failed);
        }
        return reading;
    }

    /** The target is null unless it is known which run goes on. */
    private int run(Reading reading, @Nullable Path standardInput, @Nullable RunTarget known)
            throws IOException, InterruptedException {
        Given given = reading.given();
        if (given.has(RunFlags.DRY_RUN)) {
            DryRun.Estimated estimated = new DryRun(session).run(reading, standardInput, known);
            ShardFacts shard = ShardNotice.facts(estimated.setup());
            ShardNotice.say(session, shard);
            boolean nothing =
                    estimated.results() == 0 && (shard == null || shard.rows().of() == 0);
            return nothing ? empty(given, estimated.setup()) : 0;
        }
        Reading complete = RunTarget.resumes(given) ? reading.with(WARM) : reading;
        try (Prepared prepared = Prepared.of(session, complete, standardInput)) {
            Path reports = Path.of(prepared.suite().reports().out());
            RunTarget target = known != null ? known : target(given, reports, prepared.suite());
            ChosenBaseline baseline = ChosenBaseline.of(given, prepared.suite(), target.stored());
            RunSetup unsplit = counted(prepared.setup(target.runId(), reading.word(), baseline), target, reports);
            ShardFacts shard = ShardNotice.facts(unsplit);
            RunSetup setup =
                    shard == null ? unsplit : unsplit.as(unsplit.manifest().stating(shard.facts()));
            OnRecord onRecord = target.check(given, setup);
            long planned = CaseCount.of(setup.plan());
            // A shard without rows is one all the same: without it the merge would miss it.
            if (planned == 0 && (shard == null || shard.rows().of() == 0)) {
                return empty(given, setup);
            }
            ShardNotice.say(session, shard);
            var cost = new CostQuestion(session);
            BigDecimal above = prepared.suite().run().spend().confirmAbove();
            String likely = cost.ask(
                    given,
                    above,
                    () -> DryRun.estimate(given, setup, target, reports).likelyPico());
            baseline.announce(session);
            try (RunFolder folder = target.open()) {
                // First whether it can be kept, then whether it can be asked for: a folder that is taken sends nothing.
                folder.take();
                prepared.preflight();
                baseline.keepIn(folder);
                var had = new RunLine.Had(onRecord.known(), cached(setup), likely);
                Path benchmarks = Path.of(prepared.suite().reports().html().jmh());
                var overhead = OverheadFigures.read(benchmarks, CalibrationFile.in(reports), Machine.facts());
                return new LiveRun(session, given, setup, folder)
                        .run(new LiveRun.Start(target, planned, onRecord, had, overhead, reports));
            }
        }
    }

    /** A run that goes on was counted when it began. */
    private static RunSetup counted(RunSetup setup, RunTarget target, Path reports) {
        Map<String, String> facts = target.stored() == null
                ? EarlierRuns.facts(reports, setup.manifest())
                : EarlierRuns.facts(target.stored().manifest());
        return setup.as(setup.manifest().stating(facts));
    }

    private static long cached(RunSetup setup) {
        return setup.cache()
                .open(setup.redactor(), "")
                .filter(cache -> setup.cache().read())
                .map(cache -> cache.holds(setup.plan()))
                .orElse(0L);
    }

    private static RunTarget target(Given given, Path reports, Suite suite) {
        return RunTarget.resumes(given)
                ? RunTarget.resumed(given, reports, suite.name())
                : RunTarget.created(given, reports);
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
