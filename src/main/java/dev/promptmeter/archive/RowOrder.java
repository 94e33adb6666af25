package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongList;
import java.util.Arrays;

/** The order in which the rows of a journal are read: that of their places, whatever the order in which they were recorded. */
final class RowOrder {

    private RowOrder() {}

    /** {@return the numbers of the rows in the order of those places} */
    static int[] of(LongList places) {
        long[] sorted = places.toArray();
        Arrays.sort(sorted);
        int[] rows = new int[sorted.length];
        Arrays.fill(rows, -1);
        for (int row = 0; row < rows.length; row++) {
            rows[free(rows, firstAt(sorted, places.get(row)))] = row;
        }
        return rows;
    }

    private static int firstAt(long[] sorted, long place) {
        int found = Arrays.binarySearch(sorted, place);
        while (found > 0 && sorted[found - 1] == place) {
            found--;
        }
        return found;
    }

    /** Two records share a place only if a dataset was edited between two starts. */
    private static int free(int[] rows, int from) {
        int free = from;
        while (rows[free] >= 0) {
            free++;
        }
        return free;
    }
}
