package dev.promptmeter.gate;

/**
 * What a figure is compared with.
 *
 * @param value in the figure's own unit
 * @param text as written
 */
record Bound(double value, String text) {}
