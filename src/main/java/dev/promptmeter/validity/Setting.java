package dev.promptmeter.validity;

import org.jspecify.annotations.Nullable;

/**
 * How requests were meant to start.
 *
 * @param slots requests in flight of a closed loop; null for an open one, and where a pace or a limit of one model keeps slots empty
 * @param arrivals what became of the plan; null for a closed loop
 */
public record Setting(
        @Nullable Integer slots, @Nullable Arrivals arrivals) {

    /** {@return a closed loop with so many slots; null where something keeps them empty on purpose} */
    public static Setting closed(@Nullable Integer slots) {
        return new Setting(slots, null);
    }

    /** {@return an open loop} */
    public static Setting open(Arrivals arrivals) {
        return new Setting(null, arrivals);
    }
}
