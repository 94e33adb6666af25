package dev.promptmeter.cli;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.report.ComparisonJson;
import dev.promptmeter.report.ComparisonReport;
import dev.promptmeter.report.ComparisonText;
import dev.promptmeter.report.ConsoleView;
import java.io.IOException;
import java.util.List;

/** Compares a run with a baseline, or with another run. Sends nothing and writes nothing; without gates it ends with 0. */
final class CompareCommand implements Command {

    private static final Flag MARKDOWN = Flag.toggle("--markdown", "as Markdown, for a comment");

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String summary() {
        return "say what changed from a run or baseline A to a run or baseline B";
    }

    @Override
    public String words() {
        return "A [B]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(Topic.of("Compare", RunFlags.GATE, RunFlags.JSON, MARKDOWN, RunFlags.ACCEPT_DAMAGE));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter compare baselines/support-bot.csv              # with the newest run",
                "promptmeter compare 20260114-0912-k3f9 20260115-0907-m2c4",
                "promptmeter compare git:main:baselines/support-bot.csv last --json",
                "promptmeter compare git:main --gate 'passRate >= baseline - 2pp' --gate 'regressions == 0'");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        List<String> words = given.words();
        if (words.isEmpty() || words.size() > 2) {
            throw new CliException(
                    "PM-1001",
                    "compare takes one or two words, A and B (default last): see promptmeter compare --help");
        }
        if (given.has(RunFlags.JSON) && given.has(MARKDOWN)) {
            throw new CliException("PM-1006", "'--json' and '--markdown' exclude each other");
        }
        String after = words.size() > 1 ? words.get(1) : "last";
        Comparison comparison = Comparison.of(ComparedSide.of(words.get(0), given), ComparedSide.of(after, given));
        if (given.has(RunFlags.GATE)) {
            FinishedRun run = ComparedGates.judged(after, given, comparison);
            session.console().result(text(run, comparison, session, given));
            return run.verdict().exitCode();
        }
        session.console().result(text(comparison, session, given));
        return 0;
    }

    private static String text(FinishedRun run, Comparison comparison, Session session, Given given) {
        if (given.has(RunFlags.JSON)) {
            return ComparisonJson.of(comparison, run.verdict());
        }
        return given.has(MARKDOWN)
                ? ComparisonReport.markdown(run)
                : CiLog.guarded(session.environment(), ComparisonReport.text(run, ConsoleView.plain()));
    }

    private static String text(Comparison comparison, Session session, Given given) {
        if (given.has(RunFlags.JSON)) {
            return ComparisonJson.of(comparison, null);
        }
        return given.has(MARKDOWN)
                ? ComparisonReport.markdown(comparison)
                : CiLog.guarded(session.environment(), ComparisonText.of(comparison));
    }
}
