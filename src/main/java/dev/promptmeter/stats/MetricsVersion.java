package dev.promptmeter.stats;

/** Which definitions times, tokens, throughput and cost were measured by. Raised with any change of one. */
public final class MetricsVersion {

    /** The number that every file with such figures carries. */
    public static final int NUMBER = 1;

    private MetricsVersion() {}
}
