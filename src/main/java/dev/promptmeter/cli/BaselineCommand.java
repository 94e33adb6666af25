package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineFile;
import dev.promptmeter.report.BaselineText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keeps a run as the one that later runs are compared with, shows it, and takes single cases of a later run over. */
final class BaselineCommand implements Command {

    static final Flag NAME = Flag.value("--name", "NAME", "save: label that comparisons show");
    static final Flag BASELINE =
            Flag.value("--baseline", "FILE", "the baseline file (default baselines/SUITE.csv beside the suite)");
    static final Flag FORCE = Flag.toggle(
            "--force",
            "save: also a run that is incomplete, inconclusive or badly measured, or over a file that is none");
    static final Flag WHOLE = Flag.toggle("--all", "accept: everything, as save does");
    static final Flag ONLY = Flag.value("--only", "CHANGE", "accept: the cases that are fixed, added or removed")
            .as(Rule.word("fixed", "added", "removed"));
    static final Flag CASE = Flag.list("--case", "ID", "accept: every case of one row, DATASET/ROW; repeatable");

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public String summary() {
        return "keep a run to compare later ones with: save, show, accept";
    }

    @Override
    public String words() {
        return "save [RUN...] | accept [RUN] | show [FILE]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Baseline", BASELINE, NAME, FORCE, WHOLE, ONLY, CASE, RunFlags.ACCEPT_DAMAGE),
                Topic.of("Later", Flag.later("--answers", Flag.Kind.SWITCH)));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter baseline save --name main       # the newest run, as baselines/SUITE.csv for git",
                "promptmeter baseline save RUN RUN RUN       # the repeats of runs of one configuration, put together",
                "promptmeter baseline show baselines/support-bot.csv",
                "promptmeter baseline accept --only fixed    # of the newest run; prints what it changes");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        List<String> words = given.words();
        String action = words.isEmpty() ? "" : words.get(0);
        boolean many = words.size() > 2 && !action.equals("save");
        if (many || !List.of("save", "show", "accept").contains(action)) {
            throw new CliException(
                    "PM-1001",
                    "baseline takes save, show or accept, and one word behind it (save: several): see promptmeter"
                            + " baseline --help");
        }
        String word = words.size() > 1 ? words.get(1) : "last";
        switch (action) {
            case "save" -> save(session, given);
            case "accept" -> new BaselineAccepting(session, given).accept(ComparedSide.run(word, given));
            default -> show(session, given);
        }
        return 0;
    }

    private static void save(Session session, Given given) throws IOException {
        List<String> words = given.words().size() > 1
                ? given.words().subList(1, given.words().size())
                : List.of("last");
        List<ComparedSide.Run> sides = new ArrayList<>();
        for (String word : words) {
            sides.add(ComparedSide.run(word, given));
        }
        new BaselineSaving(session, given).save(sides);
    }

    private static void show(Session session, Given given) throws IOException, InterruptedException {
        String named = given.words().size() > 1 ? given.words().get(1) : given.find(BASELINE);
        if (named != null) {
            session.console().result(BaselineText.of(ComparedSide.of(named, given)));
            return;
        }
        var file = new BaselineFile(BaselinePath.of(ComparedSide.manifest("last", given)));
        BaselinePath.require(file);
        session.console().result(file.path() + "\n" + BaselineText.of(file.read()));
    }

    /** {@return the file that is named, else the usual one of that run's suite} */
    static BaselineFile file(Given given, ComparedSide.Run side) {
        String named = given.find(BASELINE);
        return new BaselineFile(named == null ? BaselinePath.of(side.run().manifest()) : Path.of(named));
    }
}
