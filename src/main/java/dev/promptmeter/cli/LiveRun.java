package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunLog;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.suite.RunSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run while somebody watches: shows how far it is, obeys signals, writes the reports and says how it ended. */
final class LiveRun {

    private final Session session;
    private final Given given;
    private final RunSetup setup;
    private final RunFolder folder;
    private final RunLog log;

    /**
     * What a run starts from.
     *
     * @param target its folder, and what is on record there
     * @param planned results that there will be
     * @param onRecord what of them is on record
     * @param had what it need not ask
     * @param overhead benchmark figures to be shown beside it; null for none
     * @param reports the folder that runs are kept in
     */
    record Start(
            RunTarget target,
            long planned,
            OnRecord onRecord,
            RunLine.Had had,
            @Nullable JsonNode overhead,
            Path reports) {}

    LiveRun(Session session, Given given, RunSetup setup, RunFolder folder) {
        this.session = session;
        this.given = given;
        this.setup = setup;
        this.folder = folder;
        this.log = new RunLog(folder.path(), setup.redactor());
    }

    /** {@return the exit code} */
    int run(Start start) throws IOException, InterruptedException {
        try {
            log.add(setup.manifest().tool() + "  " + setup.manifest().command());
            int code = watched(start);
            log.add("exit " + code);
            return code;
        } catch (RuntimeException e) {
            throw Faults.of(e).isPresent() ? logged(e) : crashed(e);
        } catch (Error e) {
            throw crashed(e);
        }
    }

    private RuntimeException logged(RuntimeException e) {
        log.add(String.valueOf(e.getMessage()));
        return e;
    }

    /** A fault of ours goes to the log with its stack; the console shows neither. */
    private CliException crashed(Throwable e) {
        String id = Crash.newId();
        log.add(Crash.text(id, e));
        Problem problem = Faults.isOutOfMemory(e)
                ? Faults.outOfMemory(
                        "; what was received is on record. Then: promptmeter run --resume " + folder.path())
                : Faults.internal(id, log.file().toString());
        return new CliException(List.of(problem));
    }

    private int watched(Start start) throws IOException, InterruptedException {
        Watch watch = Watch.of(given, session);
        try (Promptmeter program = new Promptmeter(setup, folder)) {
            return watched(program, watch, start);
        }
    }

    private int watched(Promptmeter program, Watch watch, Start start) throws IOException, InterruptedException {
        News news = watch.news();
        OnRecord onRecord = start.onRecord();
        Progress progress = new Progress(start.planned() - onRecord.settled(), news);
        var running = new Stoppable(program, progress, setup.plan().load().slots());
        Consumer<String> says = watch.view() == Watch.View.NONE ? session.console()::message : news::say;
        Face face = watch.face(
                RunLine.of(setup, start.planned(), start.had(), folder.path().toString()), session);
        Interrupts interrupts = new Interrupts(running, says, this::unfinished, Runtime.getRuntime()::halt);
        Signals.Listening listening = session.signals().listen(interrupts::take);
        try {
            LogBlock block = watch.block(session);
            LiveView view = new LiveView(session.console(), progress, news, face);
            try {
                program.run(start.target().begin(given), start.overhead(), progress);
            } finally {
                view.close();
                block.close();
            }
            program.cacheFailure().ifPresent(text -> session.console().message("note: " + text));
            StopSignal signal = interrupts.first();
            if (signal != null && interrupts.abandoned()) {
                return abandoned(signal, progress.state());
            }
            int code = new RunOutput(session, given, setup).finish(program, folder, start.reports());
            return code(code, interrupts.first());
        } finally {
            listening.close();
            interrupts.close();
        }
    }

    /** Where rows are many and the machine is busy, reports may take longer than anybody who wants an end should wait. */
    private void unfinished() {
        session.console()
                .message("the reports are not complete; make them with: promptmeter report " + folder.path()
                        + "   or continue: promptmeter run --resume " + folder.path());
    }

    /** A signal that came when everything was answered finds a whole run: only what outranks signals outranks it. */
    private static int code(int ended, @Nullable StopSignal signal) {
        boolean worse = ended > 0 && ended <= ExitCode.STORAGE.number();
        return signal == null || worse ? ended : signal.exitCode();
    }

    private int abandoned(StopSignal signal, ProgressState state) {
        String text = "STOPPED  " + state.total().done() + " of " + state.planned()
                + " cases done   continue: promptmeter run --resume " + folder.path() + "   exit " + signal.exitCode();
        if (given.has(RunFlags.JSON)) {
            Problem stopped =
                    Problem.of("PM-3005", Source.NOWHERE, signal.stop().text() + "; no report was written");
            session.console().result(Messages.json(signal.exit(), List.of(stopped)));
            session.console().message(text);
        } else {
            session.console().result(text + "\n");
        }
        return signal.exitCode();
    }
}
