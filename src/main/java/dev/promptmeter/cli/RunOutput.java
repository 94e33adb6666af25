package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.Damage;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.ShardFile;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.report.ConsoleReport;
import dev.promptmeter.report.ConsoleView;
import dev.promptmeter.report.Report;
import dev.promptmeter.report.SummaryJson;
import dev.promptmeter.suite.RunSetup;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;

/** What a run leaves on standard output: its end as text, or one JSON document. */
final class RunOutput {

    private static final String HTML = "html";

    private final Session session;
    private final Given given;
    private final RunSetup setup;

    RunOutput(Session session, Given given, RunSetup setup) {
        this.session = session;
        this.given = given;
        this.setup = setup;
    }

    /**
     * Reads the journal, writes the reports, and prints what the run came to.
     *
     * @param reports the folder that runs are kept in
     * @return what the process ends with
     */
    int finish(Promptmeter program, RunFolder folder, Path reports) throws IOException {
        // What is damaged was seen, and accepted, before the run.
        FinishedRun run = program.finish(folder.read(Damage.ACCEPT));
        Optional<Path> packed = ShardFile.pack(folder, run.manifest());
        try {
            new ReportFiles(program, run).write(GitHubJob.files(setup.formats()));
        } catch (StorageException e) {
            printText(run, folder.path());
            throw e;
        }
        new RunFolders(reports).markLast(folder.path());
        print(run, folder.path());
        packed.ifPresent(file -> session.console().message("shard: " + file + "   join: promptmeter merge SHARDS..."));
        tellJob(run, folder.path());
        return setup.exit().processCode(run.verdict().exitCode());
    }

    /** Annotations come behind the text of the result, or stay out of the way of a document. */
    private void tellJob(FinishedRun run, Path folder) throws IOException {
        Console console = session.console();
        new GitHubJob(session, run, folder)
                .tell(setup.formats(), given.has(RunFlags.JSON) ? console::command : console::commandBehindResult);
    }

    private void print(FinishedRun run, Path folder) throws IOException {
        if (given.has(RunFlags.JSON)) {
            session.console().result(text(run, new SummaryJson()));
        } else {
            printText(run, folder);
        }
        if (given.has(RunFlags.OPEN) && setup.formats().contains(HTML)) {
            Browser.open(folder.resolve("report.html"), session);
        }
    }

    /** Where one JSON document is the result, the fault will be that. */
    private void printText(FinishedRun run, Path folder) throws IOException {
        if (!given.has(RunFlags.JSON)) {
            session.console().result(CiLog.guarded(session.environment(), text(run, new ConsoleReport(view(folder)))));
        }
    }

    private static String text(FinishedRun run, Report report) throws IOException {
        StringWriter out = new StringWriter();
        report.write(run, out);
        return out.toString();
    }

    private ConsoleView view(Path folder) {
        String color = given.find(RunFlags.COLOR);
        boolean coloured =
                session.terminal().colours(Terminal.Stream.OUT, color == null ? "auto" : color, session.environment());
        return new ConsoleView(
                coloured ? ConsoleView.Colour.ALWAYS : ConsoleView.Colour.NEVER,
                ConsoleView.Glyphs.UNICODE,
                given.has(RunFlags.QUIET) ? ConsoleView.Detail.QUIET : ConsoleView.Detail.NORMAL,
                setup.formats().contains(HTML) ? folder.toString() : null,
                setup.exit());
    }
}
