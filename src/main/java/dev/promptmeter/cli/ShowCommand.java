package dev.promptmeter.cli;

import dev.promptmeter.archive.Damage;
import dev.promptmeter.archive.RecordedBaseline;
import dev.promptmeter.archive.Results;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.compare.CaseChanges;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.report.CaseGroup;
import dev.promptmeter.report.FailureRendering;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.ChosenCases;
import dev.promptmeter.run.FilterParser;
import dev.promptmeter.run.ResultFilter;
import dev.promptmeter.run.WholeRun;
import dev.promptmeter.score.CaseVerdict;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.StoredSetup;
import dev.promptmeter.validity.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/** Lists runs, or prints cases of one in full. */
final class ShowCommand implements Command {

    private static final Flag CASE = Flag.value("--case", "ID", "every result of one row, DATASET/ROW");
    private static final Flag FAILED = Flag.toggle("--failed", "cases with a wrong answer");
    private static final Flag ERRORS = Flag.toggle("--errors", "cases without an answer to judge");
    private static final Topic LATER =
            Topic.of("Later", Flag.later("--full", Flag.Kind.SWITCH), Flag.later("--raw", Flag.Kind.SWITCH));

    @Override
    public String name() {
        return "show";
    }

    @Override
    public String summary() {
        return "list runs, or print cases of one: --case ID, --failed, --errors, -k EXPR";
    }

    @Override
    public String words() {
        return "[RUN]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topic.of("Cases", CASE, FAILED, ERRORS, RunFlags.FILTER, RunFlags.ACCEPT_DAMAGE), LATER);
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter show", "promptmeter show --failed", "promptmeter show last --case refunds/r0192");
    }

    @Override
    public int run(Session session, Given given) throws IOException {
        boolean cases =
                !given.among(List.of(CASE, FAILED, ERRORS, RunFlags.FILTER)).isEmpty();
        if (given.words().isEmpty() && !cases) {
            new RunFolders(RunTarget.REPORTS)
                    .newestFirst()
                    .forEach(path -> session.console().result(line(path)));
        } else {
            show(session, given);
        }
        return 0;
    }

    private static String line(Path path) {
        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun run = folder.read(Damage.ACCEPT);
            String end = run.stop() == null ? "" : "   " + run.stop().text();
            return run.manifest().runId() + "   " + run.manifest().startedAt().truncatedTo(ChronoUnit.SECONDS) + "   "
                    + run.manifest().suite() + end + "\n";
        } catch (IOException e) {
            throw new IllegalStateException("nothing was opened that could fail to close", e);
        }
    }

    private static void show(Session session, Given given) throws IOException {
        String word = given.words().isEmpty() ? "last" : given.words().get(0);
        Path path = new RunFolders(RunTarget.REPORTS).find(word);
        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun run = folder.read(RunTarget.damage(given));
            RunSetup setup = StoredSetup.of(run.manifest());
            Results results = run.results(setup.plan());
            // What became of a case hangs on no time.
            var measured = new RecordedBaseline.Measured(
                    results, setup.plan(), setup.exit().maxErrorRate(), Measurement.NOTHING);
            Comparison comparison = RecordedBaseline.compared(run, measured).orElse(null);
            FailureRendering rendering = new FailureRendering(run.manifest(), comparison);
            WholeRun whole = new WholeRun(
                    comparison == null ? null : CaseChanges.of(comparison)::word, flaky(given, run, results));
            Predicate<CaseResult> wanted = wanted(given, whole);
            StringBuilder text = new StringBuilder();
            results.forEach(result -> {
                if (wanted.test(result)) {
                    text.append(String.join("\n", rendering.lines(result))).append("\n\n");
                }
            });
            if (text.isEmpty()) {
                session.console().message("no case of run " + run.manifest().runId() + " matches");
            }
            session.console().result(CiLog.guarded(session.environment(), text.toString()));
        }
    }

    /** Only all results of a case tell whether it is flaky, so they are gone through once more where that is asked. */
    private static Predicate<CaseResult> flaky(Given given, StoredRun run, Results results) {
        ChosenCases flaky = new ChosenCases(run.manifest().runId());
        if (String.join(" ", given.all(RunFlags.FILTER)).contains("is:flaky")) {
            CaseGroup.forEach(results, group -> {
                if (group.flaky()) {
                    flaky.add(group.repeats().get(0).id());
                }
            });
        }
        return result -> flaky.chooses(result.row(), result.id());
    }

    private static Predicate<CaseResult> wanted(Given given, WholeRun whole) {
        ResultFilter filter = FilterParser.ofResults(String.join(" ", given.all(RunFlags.FILTER)), whole);
        String id = given.find(CASE);
        return result -> filter.chooses(result)
                && (id == null
                        || id.equals(result.id().dataset() + "/" + result.id().row()))
                && verdictWanted(given, result.verdict());
    }

    private static boolean verdictWanted(Given given, CaseVerdict verdict) {
        boolean any = !given.has(FAILED) && !given.has(ERRORS);
        return any
                || given.has(FAILED) && verdict == CaseVerdict.FAIL
                || given.has(ERRORS) && verdict == CaseVerdict.ERROR;
    }
}
