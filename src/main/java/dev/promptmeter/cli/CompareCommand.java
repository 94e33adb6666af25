package dev.promptmeter.cli;

import dev.promptmeter.compare.Baseline;
import dev.promptmeter.compare.Comparison;
import dev.promptmeter.report.ComparisonJson;
import dev.promptmeter.report.ComparisonText;
import java.io.IOException;
import java.util.List;

/** Compares a run with a baseline, or with another run. Sends nothing, writes nothing, and says nothing by its exit code. */
final class CompareCommand implements Command {

    private static final Topic LATER =
            Topic.of("Later", Flag.later("--gate", Flag.Kind.LIST), Flag.later("--markdown", Flag.Kind.SWITCH));

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
        return List.of(Topic.of("Output", RunFlags.JSON, RunFlags.ACCEPT_DAMAGE), LATER);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter compare baselines/support-bot.csv              # with the newest run",
                "promptmeter compare 20260114-0912-k3f9 20260115-0907-m2c4",
                "promptmeter compare git:main:baselines/support-bot.csv last --json");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        List<String> words = given.words();
        if (words.isEmpty() || words.size() > 2) {
            throw new CliException(
                    "PM-1001",
                    "compare takes one or two words, A and B (default last): see promptmeter compare --help");
        }
        Baseline before = ComparedSide.of(words.get(0), given);
        Baseline after = ComparedSide.of(words.size() > 1 ? words.get(1) : "last", given);
        Comparison comparison = Comparison.of(before, after);
        String text = given.has(RunFlags.JSON)
                ? ComparisonJson.of(comparison)
                : CiLog.guarded(session.environment(), ComparisonText.of(comparison));
        session.console().result(text);
        return 0;
    }
}
