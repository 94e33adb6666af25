package dev.promptmeter.stats;

/**
 * A range of latencies that a histogram cannot tell apart.
 *
 * @param lowNanos the lowest latency of the range
 * @param highNanos the highest latency of the range, included
 * @param before how many latencies lie below the range
 * @param count how many latencies lie in the range
 */
record Bucket(long lowNanos, long highNanos, long before, long count) {

    boolean contains(long nanos) {
        return lowNanos <= nanos && nanos <= highNanos;
    }

    boolean holdsRank(long rank) {
        return before < rank && rank <= before + count;
    }
}
