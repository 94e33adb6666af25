package dev.promptmeter.report;

/**
 * Some of the test cases of one prompt and one model, a suite of one file.
 *
 * @param group whose cases
 * @param from number of the first of them that is listed, from 0
 * @param to number behind the last
 * @param counts what they come to
 * @param bytes how much room they take at most
 */
record JUnitSection(JUnitGroup group, long from, long to, JUnitCounts counts, long bytes) {

    boolean holds(long number) {
        return from <= number && number < to;
    }
}
