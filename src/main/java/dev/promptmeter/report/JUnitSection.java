package dev.promptmeter.report;

/**
 * Some of the test cases of one prompt and one model, a suite of one file.
 *
 * @param group whose cases
 * @param from number of the first of them that is listed, from 0
 * @param to number behind the last
 * @param stretch where in the results they are
 * @param counts what they come to
 * @param bytes how much room they take at most
 */
record JUnitSection(JUnitGroup group, long from, long to, Stretch stretch, JUnitCounts counts, long bytes) {

    /**
     * Blocks of the results.
     *
     * @param first the first of them
     * @param end the one behind the last
     * @param before how many cases of the group are listed before the first
     */
    record Stretch(int first, int end, long before) {

        boolean has(int block) {
            return first <= block && block < end;
        }
    }

    boolean holds(long number) {
        return from <= number && number < to;
    }
}
