package dev.promptmeter.archive;

import java.util.Map;
import java.util.TreeMap;

/** The sequence numbers of a journal as they are met: tells new records from repeated ones, and notices numbers that are missing. */
final class RecordNumbers {

    private static final long LARGEST = 1L << 53;

    /** First and last of each run of numbers that were passed over; usually none. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    private long highest;

    /** {@return the highest so far} */
    long highest() {
        return highest;
    }

    /** {@return whether a record can have that number} */
    static boolean possible(long number) {
        return number > 0 && number <= LARGEST;
    }

    /** {@return whether a record of that number has been met already} */
    boolean met(long number) {
        return number <= highest && !isMissing(number);
    }

    private boolean isMissing(long number) {
        Map.Entry<Long, Long> run = missing.floorEntry(number);
        return run != null && number <= run.getValue();
    }

    /**
     * A record of that number is met for the first time.
     *
     * @return whether numbers before it are missing that were not missing before
     */
    boolean meet(long number) {
        if (number <= highest) {
            fill(number);
            return false;
        }
        boolean gap = number > highest + 1;
        if (gap) {
            missing.put(highest + 1, number - 1);
        }
        highest = number;
        return gap;
    }

    private void fill(long number) {
        Map.Entry<Long, Long> run = missing.floorEntry(number);
        missing.remove(run.getKey());
        if (run.getKey() < number) {
            missing.put(run.getKey(), number - 1);
        }
        if (number < run.getValue()) {
            missing.put(number + 1, run.getValue());
        }
    }
}
