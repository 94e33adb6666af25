package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.LongList;
import java.util.stream.IntStream;

/** Where in a journal the rows stand: about 40 bytes each, no text. Positions are kept plus one. Not thread-safe. */
final class JournalRows {

    private final LongIntMap byId = new LongIntMap();
    private final LongList positions = new LongList();
    private final LongList places = new LongList();
    private final LongList contents = new LongList();
    private boolean gaps;

    /**
     * Where a row stands in its file and what is in it.
     *
     * @param content of its record, as {@link JournalLine#content} tells it
     */
    record Place(int line, long content) {}

    /**
     * A row record stands there; a newer one of the same row replaces it.
     *
     * @param id hash of its dataset and id
     * @param place in its dataset, and that among the datasets
     * @param content of its record, as {@link JournalLine#content} tells it
     */
    void put(long id, long position, long place, long content) {
        int known = byId.get(id);
        int row = known == 0 ? positions.size() : known - 1;
        byId.put(id, row + 1);
        positions.set(row, position + 1);
        places.set(row, place);
        contents.set(row, content);
    }

    /** That row has a number from now on, even if no record of it stands anywhere. */
    void expect(long id, long place) {
        if (byId.get(id) == 0) {
            put(id, -1, place, 0);
            gaps = true;
        }
    }

    /** {@return the number of that row, from 0; -1 if it is not on record} */
    int find(long id) {
        return byId.get(id) - 1;
    }

    /** {@return whether the newest record of that row says the same} */
    boolean holds(long id, long content) {
        int row = find(id);
        return row >= 0 && contents.get(row) == content;
    }

    int size() {
        return positions.size();
    }

    long position(int row) {
        return positions.get(row) - 1;
    }

    /** {@return whether that row stands behind the one before it in the order of the datasets} */
    boolean inOrder(int row) {
        return row == 0 || places.get(row - 1) < places.get(row);
    }

    /** {@return the numbers of all rows on record in the order dataset, line} */
    int[] inOrder() {
        int[] rows = RowOrder.of(places);
        return gaps ? IntStream.of(rows).filter(row -> position(row) >= 0).toArray() : rows;
    }
}
