package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.Confidence;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.report.JUnitCounts.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The gates of a run as a suite of their own. A gate of severity {@code warn} never fails one. */
final class JUnitGates {

    private static final String SUITE = "gates";

    private final FinishedRun run;
    private final JUnitNames names;
    private final XmlOut xml;

    JUnitGates(FinishedRun run, JUnitNames names, XmlOut xml) {
        this.run = run;
        this.names = names;
        this.xml = xml;
    }

    JUnitCounts counts() {
        var counts = new JUnitCounts();
        run.verdict().gates().forEach(result -> counts.add(status(result), 0));
        return counts;
    }

    private static Status status(GateResult result) {
        if (!result.decides()) {
            return Status.PASSED;
        }
        return switch (result.verdict()) {
            case PASS -> Status.PASSED;
            case FAIL -> Status.FAILURE;
            case INVALID -> Status.ERROR;
            case INCONCLUSIVE -> result.gate().confidence() == Confidence.PROVE ? Status.ERROR : Status.SKIPPED;
            case SKIPPED -> Status.SKIPPED;
        };
    }

    void write() {
        if (run.verdict().gates().isEmpty()) {
            return;
        }
        xml.open("testsuite", counts().suite(SUITE));
        run.verdict().gates().forEach(this::write);
        xml.close();
    }

    private void write(GateResult result) {
        List<String> attributes = new ArrayList<>(
                List.of("classname", names.classOf(SUITE), "name", result.gate().name()));
        String file = run.manifest().suiteFile();
        if (file != null && result.gate().line() > 0) {
            attributes.addAll(
                    List.of("file", file, "line", Integer.toString(result.gate().line())));
        }
        attributes.addAll(List.of("time", "0.000"));
        xml.open("testcase", attributes);
        writeOutcome(result);
        xml.close();
    }

    private void writeOutcome(GateResult result) {
        String text = result.text();
        switch (status(result)) {
            case FAILURE -> xml.text("failure", List.of("type", "gate", "message", actual(result)), text);
            case ERROR ->
                xml.text(
                        "error",
                        List.of("type", result.verdict().name().toLowerCase(Locale.ROOT), "message", text),
                        text);
            case SKIPPED -> JUnitOutcome.writeSkipped(xml, text);
            case PASSED -> writeFigures(result);
        }
    }

    /** A test that passed has no room for a text, so the figures stand beside it. */
    private void writeFigures(GateResult result) {
        boolean quiet = result.decides() || result.verdict() == GateVerdict.PASS;
        xml.open("properties", List.of());
        xml.empty("property", List.of("name", quiet ? "result" : "warn", "value", result.text()));
        xml.close();
    }

    private static String actual(GateResult result) {
        return "actual " + FigureText.of(result.figure()) + ", required "
                + result.gate().boundText();
    }
}
