package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.gate.Verdict;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.validity.Measurement;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a job of GitHub shows beside the lines of suite and dataset, as commands of its log: gates first, then the worst failures. Each
 * is one line that begins with our own word, and nothing foreign in it can end it or begin another.
 */
public final class AnnotationsReport implements Report {

    /** GitHub shows no more of a kind for one step. */
    private static final int MOST = 10;

    private final String folder;

    /**
     * Makes a writer of annotations.
     *
     * @param folder from the root of the repository to where the files of the run are named from, with a slash at its end; empty at
     *     the root
     */
    public AnnotationsReport(String folder) {
        this.folder = folder;
    }

    @Override
    public void write(FinishedRun run, Writer out) throws IOException {
        FinishedRun shown = Disclosed.shown(run);
        List<String> lines = new ArrayList<>();
        ofRun(shown.verdict(), lines);
        shown.verdict().gates().stream()
                .filter(AnnotationsReport::told)
                .limit(MOST)
                .forEach(result -> lines.add(ofGate(shown, result)));
        ofMeasurement(shown.measurement(), lines);
        var names = new RunNames(shown.manifest());
        WorstFailures.of(shown, MOST - lines.size()).forEach(result -> lines.add(ofCase(names, result)));
        for (String line : lines.subList(0, Math.min(MOST, lines.size()))) {
            out.write(line);
            out.write('\n');
        }
    }

    /** Where no gate says why a run is no success, the run does. */
    private static void ofRun(Verdict verdict, List<String> lines) {
        boolean told = verdict.gates().stream().anyMatch(gate -> gate.decides() && told(gate));
        // A shard decides nothing, and that is no error.
        boolean open = verdict.word() == Verdict.Word.INCONCLUSIVE && verdict.exitCode() == ExitCode.OK.number();
        if (verdict.word() != Verdict.Word.PASSED && !told && !open) {
            String title = "Promptmeter: " + verdict.word().word();
            lines.add("::error title=" + property(title) + "::" + data(verdict.exitReason()));
        }
    }

    /** Whatever it spoils is an error of its own: its gates. */
    private static void ofMeasurement(Measurement measurement, List<String> lines) {
        String title = property("Measurement " + MeasurementText.word(measurement));
        measurement
                .worst()
                .ifPresent(doubt -> lines.add("::warning title=" + title + "::" + data(MeasurementText.text(doubt))));
    }

    private static boolean told(GateResult result) {
        return result.verdict() != GateVerdict.PASS && result.verdict() != GateVerdict.SKIPPED;
    }

    private String ofGate(FinishedRun run, GateResult result) {
        boolean open =
                result.verdict() == GateVerdict.INCONCLUSIVE && result.gate().confidence() != Confidence.PROVE;
        boolean error = result.decides() && !open;
        String suite = run.manifest().suiteFile();
        int line = result.gate().line();
        String file = suite == null || line == 0 ? "" : place(suite, line);
        String title = "title=" + property("Gate " + result.gate().name() + ": " + result.verdict());
        String where = Stream.of(file, title)
                .filter(part -> !part.isEmpty())
                .reduce((a, b) -> a + "," + b)
                .orElse("");
        return (error ? "::error " : "::warning ") + where + "::" + data(result.text());
    }

    private String ofCase(RunNames names, CaseResult result) {
        String file = place(names.file(result.id().dataset()), result.row().line());
        String title = "title=" + property(result.id().text());
        return "::error " + file + "," + title + "::" + data(Objects.requireNonNullElse(result.reason(), "fail"));
    }

    private String place(String file, int line) {
        return "file=" + property(folder + file) + ",line=" + line;
    }

    /** Some servers look for an older form of commands anywhere in a line. */
    private static String data(String text) {
        return Visible.line(text).replace("%", "%25").replace("##", "# #");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
