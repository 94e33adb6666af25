package dev.promptmeter.summary;

/**
 * A figure that somebody will ask for.
 *
 * @param figure its name
 * @param part the part of the run it is about
 */
public record Wanted(String figure, Selector part) {}
