package dev.promptmeter.gate;

/** What else a reader must know of a gate that was decided. */
public enum Flag {
    /** It holds, and the figure is surely worse than the baseline's, within the margin. */
    SMALL_DROP,
    /** It holds, and the figure is surely better than the baseline's. */
    IMPROVED,
    /** Every case changed by the same factor, so that the ratio alone decided. */
    NO_SPREAD
}
