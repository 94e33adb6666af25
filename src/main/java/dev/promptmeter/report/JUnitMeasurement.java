package dev.promptmeter.report;

import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.report.JUnitCounts.Status;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Measurement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a run was measured well, as a suite with one test; none where nothing was sent. A doubt fails no test. */
final class JUnitMeasurement {

    private static final String SUITE = "measurement";

    private final Measurement measurement;
    private final JUnitNames names;
    private final XmlOut xml;

    JUnitMeasurement(Measurement measurement, JUnitNames names, XmlOut xml) {
        this.measurement = measurement;
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
        xml.open("testsuite", counts().suite(SUITE));
        xml.open("testcase", List.of("classname", names.classOf(SUITE), "name", SUITE, "time", "0.000"));
        String verdict = MeasurementText.verdict(measurement);
        if (measurement.level() == Level.INVALID) {
            xml.text("error", List.of("type", "invalid", "message", MeasurementText.gist(measurement)), reasons());
        } else {
            xml.open("properties", List.of());
            String value = reasons().isEmpty() ? verdict : verdict + ": " + reasons();
            xml.empty("property", List.of("name", SUITE, "value", value));
            xml.close();
        }
        xml.close();
        xml.close();
    }

    private String reasons() {
        return Stream.concat(
                        measurement.doubts().stream().map(JUnitMeasurement::reason),
                        MeasurementText.changes(measurement).stream())
                .collect(Collectors.joining("; "));
    }

    private static String reason(Doubt doubt) {
        return doubt.reason() + " " + MeasurementText.standing(doubt) + ": " + MeasurementText.text(doubt);
    }
}
