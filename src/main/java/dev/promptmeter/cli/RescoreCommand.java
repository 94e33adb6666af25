package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.RunLog;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.run.CaseCount;
import dev.promptmeter.suite.RunSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Judges the answers of a run again by the checks, prices and gates that its suite has now, into a run folder of its own. */
final class RescoreCommand implements Command {

    static final Flag SUITE = Flag.value("--suite", "FILE", "judge by this suite instead of the one that was run");
    private static final Flag NO_JUDGE = Flag.toggle(
            "--no-judge", "send no judge request either: checks without a stored judge answer stay unscored");

    @Override
    public String name() {
        return "rescore";
    }

    @Override
    public String summary() {
        return "judge the answers of a run again with changed checks, prices and gates; asks nothing";
    }

    @Override
    public String words() {
        return "[RUN]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Judge", SUITE, RunFlags.GATE, NO_JUDGE, RunFlags.ACCEPT_DAMAGE),
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
        RunSetup setup = judging.setup();
        try (RunFolder folder = RunFolder.create(judging.target().path());
                Promptmeter program = new Promptmeter(setup, folder)) {
            RunLog log = new RunLog(folder.path(), setup.redactor());
            log.add(setup.manifest().tool() + "  rescore of "
                    + source.manifest().runId());
            watched(session, program, source, judging);
            int code = new RunOutput(session, judging.given(), setup).finish(program, folder, judging.reports());
            log.add("exit " + code);
            return code;
        }
    }

    private static void watched(Session session, Promptmeter program, StoredRun source, Judging judging)
            throws IOException, InterruptedException {
        Watch watch = Watch.of(judging.given(), session);
        News news = watch.news();
        long planned = CaseCount.of(judging.setup().plan());
        Progress progress = new Progress(planned, news);
        RunLine line = RunLine.rescoring(
                judging.setup(), planned, judging.target().path().toString());
        LiveView view = new LiveView(session.console(), progress, news, watch.face(line, session));
        try {
            program.rescore(source, judging.match(), progress);
        } finally {
            view.close();
        }
    }
}
