package dev.promptmeter.report;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.gate.FigureText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How wrong the client's own instants are, as the calibration that a run has on record says: at the level nearest to the run's own
 * concurrency. Measured values are never corrected by it.
 *
 * @param level of the calibration
 * @param standing what the calibration has to do with the run, such as {@code calibrated 3 days ago, this JVM}
 */
record ClientError(JsonNode level, String standing) {

    private static final String NONE = "not calibrated: promptmeter calibrate";
    private static final List<String> JVM = List.of("java", "flags");
    private static final List<String> MACHINE = List.of("cpu", "processors", "os");

    /** {@return the error that the run has on record; null if there is none} */
    static @Nullable ClientError of(FinishedRun run) {
        JsonNode overhead = run.overhead();
        JsonNode calibration = overhead == null ? null : overhead.get("calibration");
        if (overhead == null
                || calibration == null
                || !calibration.path("levels").isArray()
                || calibration.path("levels").isEmpty()) {
            return null;
        }
        JsonNode level =
                nearest(calibration.path("levels"), run.manifest().load().slots());
        return new ClientError(
                level,
                standing(calibration, overhead.path("here"), run.manifest().startedAt()));
    }

    /** Of two that are equally near, the higher. */
    private static JsonNode nearest(JsonNode levels, int slots) {
        JsonNode best = levels.get(0);
        for (JsonNode level : levels) {
            int distance = Math.abs(inFlight(level) - slots);
            int least = Math.abs(inFlight(best) - slots);
            if (distance < least || distance == least && inFlight(level) > inFlight(best)) {
                best = level;
            }
        }
        return best;
    }

    private static int inFlight(JsonNode level) {
        return level.path("inFlight").asInt(0);
    }

    private static String standing(JsonNode calibration, JsonNode here, Instant startedAt) {
        JsonNode there = calibration.path("machine");
        String where = differs(MACHINE, there, here)
                ? "on another machine"
                : differs(JVM, there, here) ? "on another JVM" : age(calibration, startedAt) + "this JVM";
        boolean late = !calibration.path("simulatorOnSchedule").asBoolean(true);
        boolean shared = calibration.path("simulator").asString("").equals("in-process");
        return "calibrated " + where + (shared ? "; with the simulator in the same process" : "")
                + (late ? "; the simulator was late too, so it is less" : "");
    }

    private static boolean differs(List<String> names, JsonNode there, JsonNode here) {
        return names.stream()
                .anyMatch(name ->
                        !there.path(name).asString("").equals(here.path(name).asString("")));
    }

    private static String age(JsonNode calibration, Instant startedAt) {
        try {
            long days = Duration.between(Instant.parse(calibration.path("date").asString("")), startedAt)
                    .toDays();
            return days < 1 ? "less than a day ago, " : days + (days == 1 ? " day ago, " : " days ago, ");
        } catch (DateTimeException e) {
            return "";
        }
    }

    /** {@return one line about it, {@code TTFT +0.2 ms p50, +0.9 ms p99 · latency +0.2 ms p50, +1.1 ms p99 at 64 in flight (…)}} */
    static String text(FinishedRun run) {
        ClientError error = of(run);
        return error == null ? NONE : error.text();
    }

    private String text() {
        return "TTFT " + pair("ttftErrorMs") + " · latency " + pair("latencyErrorMs") + " at " + inFlight(level)
                + " in flight (" + Visible.line(standing) + ")";
    }

    private String pair(String name) {
        JsonNode error = level.path(name);
        return signed(error.path("p50")) + " p50, " + signed(error.path("p99")) + " p99";
    }

    /** {@return milliseconds with their sign, at least one digit that says something} */
    private static String signed(JsonNode millis) {
        if (!millis.isNumber()) {
            return FigureText.NOTHING;
        }
        BigDecimal value = millis.decimalValue();
        int decimals = value.abs().compareTo(BigDecimal.ONE) < 0 ? 2 : 1;
        return (value.signum() < 0 ? "" : "+")
                + value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString() + " ms";
    }

    /** Adds it to what a summary says of the measurement; null if the run was not calibrated. */
    static void put(ObjectNode measurement, FinishedRun run) {
        ClientError error = of(run);
        if (error == null) {
            measurement.putNull("clientError");
            return;
        }
        ObjectNode node = measurement.putObject("clientError");
        node.put("inFlight", inFlight(error.level));
        for (String name : List.of("ttftErrorMs", "latencyErrorMs", "arrivalErrorMs")) {
            ObjectNode spread = node.putObject(name);
            for (String quantile : List.of("p50", "p99")) {
                JsonNode value = error.level.path(name).path(quantile);
                spread.set(quantile, value.isNumber() ? value : Objects.requireNonNull(spread.nullNode()));
            }
        }
        node.put("calibrated", error.standing);
    }
}
