package dev.promptmeter.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What a journal's writer takes from its queue at once, and how much of it is written together. One thread at a time. */
final class JournalBatch {

    private static final int LARGEST = 256;
    private static final int LARGEST_WRITE = 1 << 20;

    private final List<JournalWriter.Entry> entries = new ArrayList<>();

    /** Takes what is queued in place of what it held. */
    void gather(Queue<JournalWriter.Entry> queue) {
        entries.clear();
        while (entries.size() < LARGEST && queue.peek() != null) {
            entries.add(queue.remove());
        }
    }

    int size() {
        return entries.size();
    }

    JournalWriter.Entry get(int i) {
        return entries.get(i);
    }

    /** {@return where what is written together with that entry ends} A large record stands alone: a piece is copied as a whole. */
    int endOfPiece(int from) {
        long length = length(from);
        int to = from + 1;
        while (to < entries.size() && length + length(to) <= LARGEST_WRITE) {
            length += length(to++);
        }
        return to;
    }

    /**
     * {@return room for the lines of those entries, with a few bytes more if they pass a power of ten}
     *
     * @param number sequence number of the record before
     * @throws ArithmeticException if no array is as large
     */
    byte[] room(int from, int to, long number) {
        long length = 0;
        for (int i = from; i < to; i++) {
            byte[] object = get(i).object();
            length += object == null ? 0 : JournalLine.length(number + to - from, object);
        }
        return new byte[Math.toIntExact(length)];
    }

    private long length(int i) {
        byte[] object = get(i).object();
        return object == null ? 0 : object.length;
    }
}
