package dev.promptmeter.cli;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.report.AnnotationsReport;
import dev.promptmeter.report.MarkdownReport;
import dev.promptmeter.report.OutputsReport;
import dev.promptmeter.report.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/** Tells the job of GitHub that a run is a step of what the run came to: its summary, its outputs, and annotations in its log. */
final class GitHubJob {

    /** What a suite's {@code reports.formats} calls what is told to a job. */
    private static final List<String> PARTS = List.of("summary", "annotations", "outputs");

    private static final String SUMMARY = "GITHUB_STEP_SUMMARY";
    private static final String OUTPUT = "GITHUB_OUTPUT";
    private static final String WORKSPACE = "GITHUB_WORKSPACE";

    /** With less room than this nothing useful can be said. */
    private static final int LEAST_BYTES = 4_000;

    private final Session session;
    private final FinishedRun run;
    private final Path folder;

    GitHubJob(Session session, FinishedRun run, Path folder) {
        this.session = session;
        this.run = run;
        this.folder = folder;
    }

    /** {@return those of the formats that are files} */
    static List<String> files(List<String> formats) {
        return formats.stream().filter(format -> !PARTS.contains(format)).toList();
    }

    /**
     * Tells those parts; nothing outside of such a job. What cannot be told is said and changes nothing else.
     *
     * @param annotations takes each line of them
     */
    void tell(List<String> parts, Consumer<String> annotations) throws IOException {
        if (!CiLog.obeys(session.environment())) {
            return;
        }
        if (parts.contains("summary")) {
            add(SUMMARY, this::summary);
        }
        if (parts.contains("outputs")) {
            add(OUTPUT, file -> text(new OutputsReport(folder.toString())));
        }
        if (parts.contains("annotations")) {
            text(new AnnotationsReport(root())).lines().forEach(annotations);
        }
    }

    /** What is told in a file that the server names. */
    @FunctionalInterface
    private interface Content {

        /** {@return what is added to that file; empty for nothing} */
        String of(Path file) throws IOException;
    }

    private void add(String variable, Content content) {
        String name = session.environment().getOrDefault(variable, "");
        if (name.isEmpty()) {
            return;
        }
        try {
            Path file = Path.of(name);
            Files.writeString(
                    file,
                    content.of(file),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            session.console().message("note: " + variable + " cannot be written: " + e.getMessage());
        }
    }

    /** Steps before this one, and suites of the same step, may have said something already. */
    private String summary(Path file) throws IOException {
        long taken = Files.exists(file) ? Files.size(file) : 0;
        int room = (int) Math.max(0, MarkdownReport.SUMMARY_BYTES - taken);
        return room < LEAST_BYTES ? "" : text(MarkdownReport.summary(room)) + "\n";
    }

    private String text(Report report) throws IOException {
        StringWriter out = new StringWriter();
        report.write(run, out);
        return session.console().redactor().redact(out.toString());
    }

    /** Files of a run are named from the working directory, annotations from the root of the repository. */
    private String root() {
        String workspace = session.environment().getOrDefault(WORKSPACE, "");
        Path here = Path.of("").toAbsolutePath();
        if (workspace.isEmpty() || !here.startsWith(workspace) || here.equals(Path.of(workspace))) {
            return "";
        }
        return Path.of(workspace).relativize(here).toString().replace('\\', '/') + "/";
    }
}
