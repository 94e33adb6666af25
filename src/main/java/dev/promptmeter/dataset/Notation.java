package dev.promptmeter.dataset;

/**
 * How rows write checks.
 *
 * @param vocabulary the names that an expectation cell may use
 * @param maps reads checks that are written as maps
 */
public record Notation(Vocabulary vocabulary, CheckMaps maps) {}
