package dev.promptmeter.validity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The limits that hold for a run.
 *
 * @param changed those that its suite sets; all others are the reason's own
 */
public record Thresholds(Map<Reason, Bounds> changed) {

    /** What holds unless a suite says otherwise. */
    public static final Thresholds USUAL = new Thresholds(Map.of());

    /** Copies the map and keeps the order of reasons. */
    public Thresholds {
        Map<Reason, Bounds> ordered = new EnumMap<>(Reason.class);
        ordered.putAll(changed);
        changed = Collections.unmodifiableMap(ordered);
    }

    /** {@return the limits of that reason} */
    public Bounds of(Reason reason) {
        return changed.getOrDefault(reason, reason.bounds());
    }
}
