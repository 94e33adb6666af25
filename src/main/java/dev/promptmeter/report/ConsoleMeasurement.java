package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a run's figures can be believed, on a console: one line, and one more for every reason against it. */
final class ConsoleMeasurement {

    private final FinishedRun run;
    private final ConsoleOut out;

    ConsoleMeasurement(FinishedRun run, ConsoleOut out) {
        this.run = run;
        this.out = out;
    }

    void write(ConsoleView.Detail detail) {
        Measurement measurement = run.measurement();
        Level level = measurement.level();
        boolean doubted = level == Level.SUSPECT || level == Level.INVALID;
        if (detail != ConsoleView.Detail.NORMAL && !doubted) {
            return;
        }
        String verdict = MeasurementText.verdict(measurement);
        String facts = String.join(" · ", facts());
        out.line("MEASUREMENT  " + (level == null ? verdict : out.coloured(verdict, colour(level))) + "   " + facts);
        measurement.doubts().forEach(doubt -> out.line(line(doubt, measurement)));
        MeasurementText.changes(measurement).ifPresent(changes -> out.line("  " + changes));
        if (detail == ConsoleView.Detail.NORMAL) {
            out.line("  client error  " + ClientError.text(run));
        }
        out.line("");
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>(List.of(run.manifest().loadText()));
        if (run.measurement().level() != null) {
            facts.addAll(MeasurementFacts.of(run));
        }
        return facts;
    }

    private static GateVerdict colour(Level level) {
        return switch (level) {
            case VALID -> GateVerdict.PASS;
            case SUSPECT -> GateVerdict.INCONCLUSIVE;
            case INVALID -> GateVerdict.FAIL;
        };
    }

    private static String line(Doubt doubt, Measurement measurement) {
        String detail = MeasurementText.detail(doubt, measurement)
                .map(text -> "   " + text)
                .orElse("");
        return String.format(Locale.ROOT, "  %-12s  ", doubt.reason().name()) + MeasurementText.standing(doubt) + ": "
                + MeasurementText.text(doubt) + detail + "   " + doubt.reason().advice();
    }
}
