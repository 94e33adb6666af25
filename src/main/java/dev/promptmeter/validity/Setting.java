package dev.promptmeter.validity;

import org.jspecify.annotations.Nullable;

/**
 * How requests were meant to start.
 *
 * @param slots requests that were meant to be in flight all the time; null if there is no such number
 * @param cap who says how many may be in flight at most
 */
public record Setting(@Nullable Integer slots, Cap cap) {

    /** Who says how many may be in flight at most. */
    public enum Cap {
        /** Nobody: it is so high that no run should meet it. */
        USUAL,
        /** The suite: waiting for it is wanted, and no fault of the harness. */
        SET
    }
}
