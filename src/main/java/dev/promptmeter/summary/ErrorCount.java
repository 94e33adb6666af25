package dev.promptmeter.summary;

/**
 * How often repeats ended in one kind of error.
 *
 * @param kind the word of a failure kind
 * @param count repeats, at least 1
 * @param example the first such case by name, as {@code dataset/row}
 * @param message what was said in that case
 */
public record ErrorCount(String kind, long count, String example, String message) {}
