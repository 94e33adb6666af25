package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.LongList;
import java.util.Map;
import java.util.stream.IntStream;

/** Where in a journal the records of rows stand, and in which order the rows are read: about 70 bytes a row. Not thread-safe. */
final class RowIndex {

    private final Map<String, Integer> datasets;
    private final LongIntMap byId = new LongIntMap();
    private final LongList positions = new LongList();
    private final LongList places = new LongList();
    private final LongList contents = new LongList();
    private boolean gaps;

    /** Takes the numbers of the datasets by their ids. */
    RowIndex(Map<String, Integer> datasets) {
        this.datasets = Map.copyOf(datasets);
    }

    /** A row record stands there; a newer one of the same row replaces it. */
    void add(String dataset, String id, JournalIndex.Place place, long position) {
        long hash = JournalIndex.hash(dataset, id);
        int known = byId.get(hash);
        int row = known == 0 ? positions.size() : known - 1;
        byId.put(hash, row + 1);
        positions.set(row, position + 1);
        places.set(row, (long) datasets.getOrDefault(dataset, Integer.MAX_VALUE) << 32 | place.line());
        contents.set(row, place.content());
    }

    /** That row has a place from now on, even if no record of it stands anywhere. */
    void expect(String dataset, String id) {
        long hash = JournalIndex.hash(dataset, id);
        if (byId.get(hash) == 0) {
            int row = positions.add(0);
            byId.put(hash, row + 1);
            places.set(row, (long) datasets.getOrDefault(dataset, Integer.MAX_VALUE) << 32 | Integer.MAX_VALUE);
            contents.set(row, 0);
            gaps = true;
        }
    }

    /** {@return whether the newest record of that row says the same} */
    boolean holds(String dataset, String id, long content) {
        int row = number(dataset, id);
        return row >= 0 && contents.get(row) == content;
    }

    /** {@return the number of that row; -1 if it has no place} */
    int number(String dataset, String id) {
        return byId.get(JournalIndex.hash(dataset, id)) - 1;
    }

    /** {@return the numbers of all rows on record in the order dataset, line} */
    int[] inOrder() {
        int[] rows = RowOrder.of(places);
        return gaps ? IntStream.of(rows).filter(row -> positions.get(row) > 0).toArray() : rows;
    }

    int size() {
        return positions.size();
    }

    /** {@return whether that row stands behind the one before it in the order of the datasets} */
    boolean inOrder(int row) {
        return row == 0 || places.get(row - 1) < places.get(row);
    }

    /** {@return where its record stands; -1 if there is none} */
    long position(int row) {
        return positions.get(row) - 1;
    }
}
