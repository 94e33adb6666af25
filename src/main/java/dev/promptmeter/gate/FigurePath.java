package dev.promptmeter.gate;

import dev.promptmeter.summary.Unit;

/**
 * The figure that a gate names.
 *
 * @param name as a summary knows it
 * @param unit what it counts
 */
record FigurePath(String name, Unit unit) {}
