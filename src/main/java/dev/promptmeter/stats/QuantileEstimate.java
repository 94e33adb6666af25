package dev.promptmeter.stats;

/**
 * A latency quantile with its order-statistic interval; every part is a latency that was observed, or absent.
 *
 * @param value the nearest-rank observation
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param coverage the confidence that the interval really has, at least the one asked for
 */
public record QuantileEstimate(Observation value, Observation lower, Observation upper, double coverage) {}
