package dev.promptmeter.cli;

import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.RunLog;
import dev.promptmeter.archive.StoredRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Judges the answers of a run again by the checks, prices and gates that its suite has now, into a run folder of its own. */
final class RescoreCommand implements Command {

    static final Flag SUITE = Flag.value("--suite", "FILE", "judge by this suite instead of the one that was run");
    static final Flag NO_JUDGE =
            Flag.toggle("--no-judge", "ask no judge either: checks without a stored reply of the judge are unscored");

    @Override
    public String name() {
        return "rescore";
    }

    @Override
    public String summary() {
        return "judge the answers of a run again with changed checks, prices and gates; asks at most a judge";
    }

    @Override
    public String words() {
        return "[RUN]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Judge", SUITE, RunFlags.GATE, NO_JUDGE, RunFlags.ACCEPT_DAMAGE, RunFlags.CA_CERT),
                RunFlags.COMPARE,
                RunFlags.OUTPUT,
                RunFlags.CI);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter rescore                                        # the newest run, after its checks were edited",
                "promptmeter rescore 20260114-0912-k3f9 --suite stricter.yaml",
                "promptmeter rescore last --gate 'passRate >= 90%' --json   # a run without a suite file");
    }

    @Override
    public int run(Session session, Given given) throws IOException, InterruptedException {
        String word = given.words().isEmpty() ? "last" : given.words().get(0);
        Path path = new RunFolders(RunTarget.REPORTS).find(word);
        try (RunFolder folder = RunFolder.open(path)) {
            StoredRun source = folder.read(RunTarget.damage(given));
            Judging judging = new JudgingReader(session, given).read(source, path);
            return rescore(session, source, judging);
        }
    }

    private static int rescore(Session session, StoredRun source, Judging judging)
            throws IOException, InterruptedException {
        try (AskedJudges judges = AskedJudges.of(session, source, judging);
                RunFolder folder = RunFolder.create(judging.target().path())) {
            judging.baseline().announce(session);
            judging.baseline().keepIn(folder);
            RunLog log = new RunLog(folder.path(), judging.setup().redactor());
            log.add(judging.setup().manifest().tool() + "  rescore of "
                    + source.manifest().runId());
            int code = new LiveRescore(session, judging, judges).run(source, folder);
            log.add("exit " + code);
            return code;
        }
    }
}
