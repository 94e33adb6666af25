package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.run.CaseCount;
import dev.promptmeter.run.Rescore;
import dev.promptmeter.suite.RunSetup;
import java.io.IOException;
import java.util.function.Consumer;

/** Answers on record are judged again while somebody watches: shows how far it is, obeys signals, writes the reports. */
final class LiveRescore {

    private final Session session;
    private final Judging judging;
    private final RunSetup setup;
    private final Rescore.Asking asking;

    LiveRescore(Session session, Judging judging, AskedJudges judges) {
        this.session = session;
        this.judging = judging;
        this.setup = judges.setup();
        this.asking = judges.asking();
    }

    /** {@return the exit code} */
    int run(StoredRun source, RunFolder folder) throws IOException, InterruptedException {
        try (Promptmeter program = new Promptmeter(setup, folder)) {
            watched(program, source, folder);
            return new RunOutput(session, judging.given(), setup).finish(program, folder, judging.reports());
        }
    }

    private void watched(Promptmeter program, StoredRun source, RunFolder folder)
            throws IOException, InterruptedException {
        Watch watch = Watch.of(judging.given(), session);
        News news = watch.news();
        long planned = CaseCount.of(setup.plan());
        Progress progress = new Progress(planned, news);
        Face face = watch.face(
                RunLine.rescoring(setup, asking, planned, folder.path().toString()), session);
        LogBlock block = watch.block(session);
        LiveView view = new LiveView(session.console(), progress, news, face);
        try {
            if (asking == Rescore.Asking.NOBODY) {
                program.rescore(source, judging.match(), asking, progress);
            } else {
                Consumer<String> says = watch.view() == Watch.View.NONE ? session.console()::message : news::say;
                asking(new Stoppable(program, progress, setup.plan().load().slots()), says, source);
            }
        } finally {
            view.close();
            block.close();
        }
    }

    /** What is paid for is kept: a signal ends it in order. */
    private void asking(Stoppable running, Consumer<String> says, StoredRun source)
            throws IOException, InterruptedException {
        Interrupts interrupts = new Interrupts(running, says, this::unfinished, Runtime.getRuntime()::halt);
        Signals.Listening listening = session.signals().listen(interrupts::take);
        try {
            running.program().rescore(source, judging.match(), asking, running.progress());
        } finally {
            listening.close();
            interrupts.close();
        }
    }

    private void unfinished() {
        session.console().message("the rescore is not complete: start it once more");
    }
}
