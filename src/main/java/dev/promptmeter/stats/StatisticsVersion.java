package dev.promptmeter.stats;

/** Which formulas figures were made with. Raised with any change of one, so that two figures with one number are alike. */
public final class StatisticsVersion {

    /** The number that summaries and baselines carry. */
    public static final int NUMBER = 1;

    private StatisticsVersion() {}
}
