package dev.promptmeter.bars;

/** How much is done for each bar. */
enum Effort {
    /** As the bars are defined. */
    FULL,
    /** One round, mostly of a tenth of the size: a first look that decides nothing. */
    QUICK;

    private static final int SHARE = 10;

    int rounds(int full) {
        return this == FULL ? full : 1;
    }

    int size(int full) {
        return this == FULL ? full : Math.max(1, full / SHARE);
    }
}
