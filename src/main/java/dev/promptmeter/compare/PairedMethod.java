package dev.promptmeter.compare;

import dev.promptmeter.compare.FigureChange.Finding;

/** A way to judge paired values of pass or fail, or of scores. */
interface PairedMethod {

    /** Pairs below which an approximate method says nothing. */
    int FEWEST = 20;

    /** What the intervals shown leave open on each side. */
    double TAIL = 0.025;

    /** P-values up to here count as a change. */
    double ALPHA = 0.05;

    /**
     * {@return what is found if so many more pairs had improved, and so many more had worsened, as far as they can}
     *
     * <p>At least one pair is needed in all.
     */
    Finding with(int improved, int worsened);
}
