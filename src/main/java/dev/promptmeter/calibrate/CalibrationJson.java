package dev.promptmeter.calibrate;

import dev.promptmeter.stats.MetricsVersion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A calibration as one JSON object: times in milliseconds, processor time in microseconds, {@code null} for what is not known. */
public final class CalibrationJson {

    /** The name of the form. */
    public static final String SCHEMA = "promptmeter.calibration/1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    private CalibrationJson() {}

    /**
     * {@return that calibration}
     *
     * @param about facts of its own: {@code date}, {@code tool}, where the simulator ran
     * @param machine what tells the machine and the JVM from others
     */
    public static ObjectNode of(CalibrationResult result, Map<String, String> about, Map<String, String> machine) {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", SCHEMA);
        root.put("metricsVersion", MetricsVersion.NUMBER);
        about.forEach(root::put);
        ObjectNode facts = root.putObject("machine");
        machine.forEach(facts::put);
        root.put("eventsPerSecond", decimal(result.plan().eventsPerSecond(), 1, 3));
        root.put("durationMs", result.plan().duration().toMillis());
        ObjectNode clock = root.putObject("clock");
        clock.put("offsetMs", decimal((double) result.clock().nanos(), NANOS_PER_MILLI, 4));
        clock.put("errorMs", decimal((double) result.clock().errorNanos(), NANOS_PER_MILLI, 4));
        clock.put("same", result.clock().same());
        root.put("simulatorOnSchedule", result.blamesTheClient());
        ArrayNode levels = root.putArray("levels");
        result.levels().forEach(level -> put(levels.addObject(), level));
        root.put("startsPerSecond", decimal(result.plan().startsPerSecond(), 1, 3));
        put(root.putObject("dispatchLagMs"), result.dispatchLag());
        ObjectNode capacity = root.putObject("capacity");
        capacity.put("streams", result.capacity().streams());
        capacity.put("eventsPerSecond", decimal(result.capacity().eventsPerSecond(), 1, 0));
        capacity.put("endedBy", result.capacity().end().word());
        return root;
    }

    private static void put(ObjectNode node, Level level) {
        node.put("inFlight", level.inFlight());
        node.put("streams", level.counts().streams());
        node.put("events", level.counts().events());
        node.put("plain", level.counts().plain());
        node.put("failed", level.counts().failed());
        put(node.putObject("arrivalErrorMs"), level.arrival());
        put(node.putObject("ttftErrorMs"), level.ttft());
        put(node.putObject("latencyErrorMs"), level.latency());
        node.put("cpuPerEventUs", decimal(level.cost().perEvent(), NANOS_PER_MICRO, 2));
        node.put("cpuPerCaseUs", decimal(level.cost().perCase(), NANOS_PER_MICRO, 1));
        ObjectNode late = node.putObject("simulatorLateMs");
        late.put("p50", millis(level.lateness().p50()));
        late.put("p99", millis(level.lateness().p99()));
        late.put("max", millis(level.lateness().max()));
        ObjectNode parks = node.putObject("parkOvershootMs");
        parks.put("p50", millis(level.parks().p50()));
        parks.put("p99", millis(level.parks().p99()));
        parks.put("max", millis(level.parks().max()));
        node.put("stalls", level.parks().stalls());
        node.put("longestStallMs", millis(level.parks().longestStall()));
    }

    private static void put(ObjectNode node, Spread spread) {
        node.put("n", spread.count());
        node.put("p50", millis(spread.p50()));
        node.put("p90", millis(spread.p90()));
        node.put("p99", millis(spread.p99()));
        node.put("max", millis(spread.max()));
    }

    private static @Nullable BigDecimal millis(@Nullable Long nanos) {
        return nanos == null ? null : decimal((double) nanos, NANOS_PER_MILLI, 4);
    }

    private static @Nullable BigDecimal decimal(@Nullable Double value, double unit, int decimals) {
        return value == null ? null : BigDecimal.valueOf(value / unit).setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
