package dev.promptmeter.score;

/**
 * What an answer and a reference have in common.
 *
 * @param shared how many parts
 * @param inAnswer of how many of the answer
 * @param inReference of how many of the reference
 */
record Overlap(long shared, long inAnswer, long inReference) {

    /** Everything of both. */
    static final Overlap WHOLE = new Overlap(1, 1, 1);

    /** Nothing at all. */
    static final Overlap NONE = new Overlap(0, 1, 1);

    /** {@return the share of the answer, 0 to 1} */
    double precision() {
        return share(shared, inAnswer);
    }

    /** {@return the share of the reference, 0 to 1} */
    double recall() {
        return share(shared, inReference);
    }

    /** {@return the harmonic mean of both, 0 to 1} */
    double f1() {
        return share(2 * shared, inAnswer + inReference);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
