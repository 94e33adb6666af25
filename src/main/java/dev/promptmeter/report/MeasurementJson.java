package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.MeasurementText;
import dev.promptmeter.run.Load;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.summary.Slice;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Family;
import dev.promptmeter.validity.Level;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whether a run's figures can be believed, in the machine's form. */
final class MeasurementJson {

    private static final double NANOS_PER_MILLI = 1e6;

    private MeasurementJson() {}

    static void put(ObjectNode root, FinishedRun run) {
        Measurement measurement = run.measurement();
        Slice total = run.summary().total();
        ObjectNode node = root.putObject("measurement");
        Level level = measurement.level();
        node.put("verdict", level == null ? null : level.name());
        putReasons(node.putArray("reasons"), measurement);
        ArrayNode gaps = node.putArray("notMeasured");
        measurement.unmeasured().forEach(reason -> gaps.add(reason.name()));
        ObjectNode changed = node.putObject("changedLimits");
        measurement
                .thresholds()
                .changed()
                .forEach((reason, bounds) -> changed.put(reason.name(), MeasurementText.limits(reason, bounds)));
        node.put("dispatchLagMsP99", JsonFigures.value(total, "dispatchLag.p99"));
        putWatched(node, measurement);
        node.put("achievedRate", JsonFigures.value(total, "run.achievedRate"));
        node.put("plannedRate", JsonFigures.value(total, "run.plannedRate"));
        node.put(
                "usageMissing",
                run.summary().tokens().answers() - run.summary().tokens().n());
        // A closed loop has no plan: what lies between a free slot and the next start is ours.
        boolean closed = run.manifest().load() instanceof Load.Closed;
        node.put("ownOverheadMsP50", closed ? JsonFigures.value(total, "dispatchLag.p50") : null);
        ClientError.put(node, run);
    }

    private static void putReasons(ArrayNode reasons, Measurement measurement) {
        if (measurement.level() == null) {
            reasons.add("not assessed");
        }
        for (Doubt doubt : measurement.doubts()) {
            ObjectNode node = reasons.addObject();
            node.put("reason", doubt.reason().name())
                    .put("verdict", doubt.level().name());
            node.put("value", value(doubt.reason(), doubt.value()));
            node.put("limit", value(doubt.reason(), doubt.limit()));
            ArrayNode affects = node.putArray("affects");
            doubt.reason().families().stream().map(Family::word).forEach(affects::add);
            node.put("text", MeasurementText.text(doubt));
            node.put("detail", MeasurementText.detail(doubt, measurement).orElse(null));
            node.put("advice", doubt.reason().advice());
            if (doubt.where() != null) {
                node.put("where", doubt.where());
            }
        }
    }

    private static double value(Reason reason, double value) {
        return reason.timed() ? value / NANOS_PER_MILLI : value;
    }

    private static void putWatched(ObjectNode node, Measurement measurement) {
        boolean watched = measurement.machine().watched();
        long longest = measurement.longestStall().map(Stall::nanos).orElse(0L);
        node.put("longestStallMs", watched ? longest / NANOS_PER_MILLI : null);
        node.put("stalls", watched ? measurement.machine().stallCount() : null);
        Map<Reason, Double> figures = measurement.figures();
        node.put("stallTimeShare", figures.get(Reason.STALL_TIME));
        node.put("stalledAttempts", figures.get(Reason.STALLS));
        node.put("cpuShare", figures.get(Reason.CPU));
        node.put("machineLoad", figures.get(Reason.MACHINE));
        node.put("gcShare", figures.get(Reason.GC));
        node.put("slotsUsed", figures.get(Reason.SLOTS));
        putTimes(node.putObject("overshootMs"), measurement.machine().overshoots());
        Overshoots kept = measurement.machine().kept();
        if (kept.count() > 0) {
            putTimes(node.putObject("keptMs").put("n", kept.count()), kept);
        } else {
            node.putNull("keptMs");
        }
    }

    private static void putTimes(ObjectNode node, Overshoots counted) {
        counted.quantile(0.5).ifPresent(nanos -> node.put("p50", nanos / NANOS_PER_MILLI));
        counted.quantile(0.99).ifPresent(nanos -> node.put("p99", nanos / NANOS_PER_MILLI));
        if (counted.count() > 0) {
            node.put("max", counted.max() / NANOS_PER_MILLI);
        }
    }
}
