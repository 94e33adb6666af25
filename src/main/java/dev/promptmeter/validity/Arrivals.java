package dev.promptmeter.validity;

import org.jspecify.annotations.Nullable;

/**
 * What became of the plan of an open loop.
 *
 * @param planned requests that the plan has in the window
 * @param started of them, in the window
 * @param shed of them, given up
 * @param lagNanos p99 of how late they started, without waits at a cap that the suite sets; null if it cannot be estimated
 */
public record Arrivals(long planned, long started, long shed, @Nullable Long lagNanos) {}
