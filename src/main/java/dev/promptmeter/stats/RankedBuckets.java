package dev.promptmeter.stats;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The buckets of a histogram that hold anything, as they were when this was made: a look at all of them for each rank takes long. */
final class RankedBuckets {

    private long[] units = new long[64];
    private long[] upTo = new long[64];
    private int size;

    /** Looks at each once. */
    RankedBuckets(Histogram histogram) {
        for (HistogramIterationValue step : histogram.recordedValues()) {
            if (size == units.length) {
                units = Arrays.copyOf(units, 2 * size);
                upTo = Arrays.copyOf(upTo, 2 * size);
            }
            units[size] = step.getValueIteratedTo();
            upTo[size++] = step.getTotalCountToThisValue();
        }
    }

    /** {@return which of them holds the value with that rank, from 1 to the number of values} */
    int holding(long rank) {
        int at = Arrays.binarySearch(upTo, 0, size, rank);
        return at < 0 ? -at - 1 : at;
    }

    /** {@return a unit that lies in that one} */
    long unit(int bucket) {
        return units[bucket];
    }

    /** {@return how many values lie below it} */
    long before(int bucket) {
        return bucket == 0 ? 0 : upTo[bucket - 1];
    }

    /** {@return how many values lie in it} */
    long count(int bucket) {
        return upTo[bucket] - before(bucket);
    }
}
