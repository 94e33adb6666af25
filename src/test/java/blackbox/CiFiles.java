package blackbox;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.report.AnnotationsReport;
import dev.promptmeter.report.PartedReport;
import dev.promptmeter.report.Report;
import dev.promptmeter.report.Reports;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.report.SampleRuns;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what CI systems read of a run of very many wrong answers; started in a process of its own. */
final class CiFiles {

    private static final String LONG = "An answer of some length, as models give them. ".repeat(60);

    private CiFiles() {}

    /** Takes a folder and how many cases there are. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        FinishedRun run = SampleRuns.summed(
                Integer.parseInt(arguments[1]),
                number -> SampleCase.of("facts", "row-" + number / 2)
                        .line(number / 2 + 2)
                        .described("What it is about")
                        .model(number % 2 == 0 ? "large" : "small")
                        .answering(LONG + number)
                        .fails(Check.of("icontains", "London"), "lacks \"London\"")
                        .result(),
                List.of(SampleRuns.gate("passRate >= 95%", Severity.FAIL, 3)));
        for (Reports.Entry entry : Reports.all()) {
            if (List.of("markdown", "comment", "badge").contains(entry.name())) {
                write(folder.resolve(entry.fileName()), entry.report(), run);
            } else if (entry.report() instanceof PartedReport parted) {
                for (PartedReport.Part part : parted.parts(run)) {
                    write(folder.resolve(part.fileName()), part.report(), run);
                }
            }
        }
        write(folder.resolve("annotations"), new AnnotationsReport(""), run);
    }

    private static void write(Path file, Report report, FinishedRun run) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            report.write(run, out);
        }
    }
}
