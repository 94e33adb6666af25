package dev.promptmeter.calibrate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How late a simulator wrote what was due, by its own account, nanoseconds; null where it wrote nothing of the kind.
 *
 * @param p50 exceeded by half of the events
 * @param p99 exceeded by one in a hundred
 * @param max the latest
 */
public record Lateness(
        @Nullable Long p50, @Nullable Long p99, @Nullable Long max) {

    /** Above this p99 the simulator's own delay may be taken for the client's. */
    public static final long LIMIT_NANOS = 1_000_000;

    /** {@return the lateness of the events that its summary tells of} */
    static Lateness of(JsonNode summary) {
        JsonNode late = summary.path("event").path("lateNs");
        return new Lateness(nanos(late.path("p50")), nanos(late.path("p99")), nanos(late.path("max")));
    }

    private static @Nullable Long nanos(JsonNode node) {
        return node.isNumber() ? Long.valueOf(node.asLong()) : null;
    }

    /** {@return whether it kept its schedule well enough for the client to be blamed} */
    public boolean kept() {
        return p99 != null && p99 <= LIMIT_NANOS;
    }
}
