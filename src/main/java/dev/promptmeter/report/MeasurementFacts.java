package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Stall;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leading figures of how well a run was measured, each with its name. */
final class MeasurementFacts {

    private MeasurementFacts() {}

    /** {@return what is known of them, {@code dispatch lag p99 0.4 ms}, {@code longest stall 6 ms}, {@code CPU 31 %} …} */
    static List<String> of(FinishedRun run) {
        Measurement measurement = run.measurement();
        boolean closed = run.manifest().load() instanceof Load.Closed;
        Map<Reason, Double> figures = measurement.figures();
        List<String> facts = new ArrayList<>();
        if (!closed) {
            time(run, "dispatchLag.p99").ifPresent(lag -> facts.add("dispatch lag p99 " + lag));
        }
        if (measurement.machine().watched()) {
            facts.add(measurement
                    .longestStall()
                    .map(Stall::nanos)
                    .map(nanos -> "longest stall " + FigureText.duration(nanos))
                    .orElse("no stall"));
        }
        share(figures, Reason.CPU, "CPU").ifPresent(facts::add);
        share(figures, Reason.MACHINE, "machine").ifPresent(facts::add);
        share(figures, Reason.SLOTS, "slots in use").ifPresent(facts::add);
        if (closed) {
            time(run, "dispatchLag.p50").ifPresent(own -> facts.add("own overhead p50 " + own));
        }
        return facts;
    }

    private static Optional<String> time(FinishedRun run, String name) {
        Figure figure = run.summary().total().figures().get(name);
        return Optional.ofNullable(figure).map(Figure::value).map(FigureText::duration);
    }

    private static Optional<String> share(Map<Reason, Double> figures, Reason reason, String name) {
        return Optional.ofNullable(figures.get(reason)).map(share -> name + " " + FigureText.share(share));
    }
}
