package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.report.JUnitCounts.Status;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the figures of a run can be believed, as a suite of one test; none where nothing was sent. */
final class JUnitMeasurement {

    private static final String NAME = "measurement";

    private final Measurement measurement;
    private final JUnitNames names;
    private final XmlOut xml;

    JUnitMeasurement(FinishedRun run, JUnitNames names, XmlOut xml) {
        this.measurement = run.measurement();
        this.names = names;
        this.xml = xml;
    }

    JUnitCounts counts() {
        var counts = new JUnitCounts();
        if (measurement.level() != null) {
            counts.add(measurement.level() == Level.INVALID ? Status.ERROR : Status.PASSED, 0);
        }
        return counts;
    }

    void write() {
        if (measurement.level() == null) {
            return;
        }
        List<String> attributes = new ArrayList<>(List.of("name", NAME));
        attributes.addAll(counts().attributes());
        attributes.addAll(List.of("time", "0.000"));
        xml.open("testsuite", attributes);
        xml.open("testcase", List.of("classname", names.classOf(NAME), "name", NAME, "time", "0.000"));
        String verdict = "Measurement " + MeasurementText.verdict(measurement);
        if (measurement.level() == Level.INVALID) {
            xml.text("error", List.of("type", "invalid", "message", verdict), verdict + "\n" + reasons("\n"));
        } else {
            xml.open("properties", List.of());
            xml.empty("property", List.of("name", "result", "value", verdict));
            if (!measurement.doubts().isEmpty()) {
                xml.empty("property", List.of("name", "reasons", "value", reasons("; ")));
            }
            xml.close();
        }
        xml.close();
        xml.close();
    }

    private String reasons(String between) {
        return measurement.doubts().stream()
                .map(doubt -> MeasurementText.standing(doubt) + ": " + MeasurementText.text(doubt))
                .collect(Collectors.joining(between));
    }
}
