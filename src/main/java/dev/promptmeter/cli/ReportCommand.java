package dev.promptmeter.cli;

import dev.promptmeter.Promptmeter;
import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.archive.OverheadFigures;
import dev.promptmeter.archive.RunFolder;
import dev.promptmeter.archive.RunFolders;
import dev.promptmeter.archive.StoredRun;
import dev.promptmeter.report.Reports;
import dev.promptmeter.suite.RunSetup;
import dev.promptmeter.suite.StoredSetup;
import dev.promptmeter.summary.Dialect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the reports of a run again from its journal; the same journal always gives the same bytes. */
final class ReportCommand implements Command {

    private static final Flag OUT = Flag.value(
                    "--out", "DIR", "another folder for them, absent or empty (default: that of the run)")
            .or("-o");

    private static final Flag JMH =
            Flag.value("--jmh", "DIR", "benchmark results to show in place of those that the run has on record");

    private static final Flag DIALECT = Flag.value(
                    "--dialect",
                    "LIST",
                    "print the times of streams as other tools define them: " + String.join(", ", Dialect.words()))
            .as(Rule.pattern(
                    "(" + String.join("|", Dialect.words()) + ")(,(" + String.join("|", Dialect.words()) + "))*",
                    "names with commas between them, of " + String.join(", ", Dialect.words())));

    private static final List<Flag> LATER =
            List.of(Flag.later("--html-max-size", Flag.Kind.VALUE), Flag.later("--assets", Flag.Kind.VALUE));

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "make the reports of a run again from its journal";
    }

    @Override
    public String words() {
        return "[RUN]";
    }

    @Override
    public List<Topic> topics() {
        return List.of(
                Topic.of("Output", RunFlags.REPORT, OUT, JMH, DIALECT, RunFlags.ACCEPT_DAMAGE),
                new Topic("Later", LATER));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "promptmeter report",
                "promptmeter report 20260114-0912-k3f9 --report html -o /tmp/page",
                "promptmeter report last --dialect vllm,aiperf");
    }

    @Override
    public int run(Session session, Given given) throws IOException {
        String word = given.words().isEmpty() ? "last" : given.words().get(0);
        if (RunFolders.packed(word) && !given.has(OUT)) {
            throw new CliException(
                    "PM-1017", word + " is a packed shard without a folder for reports: name one with -o DIR");
        }
        Path path = new RunFolders(RunTarget.REPORTS).find(word);
        try (RunFolder source = RunFolder.open(path)) {
            StoredRun stored = source.read(RunTarget.damage(given));
            RunSetup read = StoredSetup.of(stored.manifest());
            RunSetup setup = read.ending(ExitFlags.recalled(read.exit(), stored.manifest()));
            FinishedRun run = shown(Promptmeter.finish(setup, stored), given.find(JMH));
            String dialects = given.find(DIALECT);
            String appendix = dialects == null ? "" : OtherWords.of(stored, setup, dialects);
            String out = given.find(OUT);
            try (RunFolder target = out == null ? source : RunFolder.create(Path.of(out))) {
                Written written = new Written(formats(given, setup), target.path(), appendix);
                write(session, run, new Promptmeter(setup, target), written);
            }
            session.console().result(appendix);
            return 0;
        }
    }

    private static FinishedRun shown(FinishedRun run, @Nullable String benchmarks) {
        return benchmarks == null ? run : run.beside(OverheadFigures.replaced(run.overhead(), Path.of(benchmarks)));
    }

    private record Written(List<String> formats, Path folder, String appendix) {}

    private static List<String> formats(Given given, RunSetup setup) {
        String asked = given.find(RunFlags.REPORT);
        List<String> files = GitHubJob.files(setup.formats());
        return asked == null ? files : FormatList.names(asked, files);
    }

    private static void write(Session session, FinishedRun run, Promptmeter program, Written written)
            throws IOException {
        List<String> files = new ReportFiles(program, run)
                .write(GitHubJob.files(written.formats())).stream()
                        .map(file -> written.folder().resolve(file).toString())
                        .toList();
        Reports.Entry page = Reports.htmlWith(written.appendix());
        if (!written.appendix().isEmpty() && written.formats().contains(page.name())) {
            program.report(run, page.fileName(), page.report());
        }
        session.console().result(String.join("\n", files) + "\n");
        new GitHubJob(session, run, written.folder()).tell(written.formats(), session.console()::commandBehindResult);
    }
}
