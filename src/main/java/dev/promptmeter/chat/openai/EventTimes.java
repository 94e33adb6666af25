package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.Times;

/** When which byte of a body arrived, from the stamps of its buffers. */
final class EventTimes {

    private final long[] ends;
    private final long[] instants;
    private final Times times;

    /**
     * Adds up the stamps.
     *
     * @param stamps bytes and nanoseconds since the previous stamp (the first: since the start), in turn
     */
    EventTimes(Times times, long[] stamps) {
        this.times = times;
        int buffers = stamps.length / 2;
        ends = new long[buffers];
        instants = new long[buffers];
        long end = 0;
        long instant = times.start();
        for (int i = 0; i < buffers; i++) {
            end += stamps[2 * i];
            instant += stamps[2 * i + 1];
            ends[i] = end;
            instants[i] = instant;
        }
    }

    /** {@return when the buffer arrived that holds the last of that many bytes; the end of the attempt if none did} */
    long of(long bytes) {
        int low = 0;
        int high = ends.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] >= bytes) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < instants.length ? instants[low] : times.end();
    }

    /** {@return when the last buffer arrived; the end of the attempt if none did} */
    long ofLastByte() {
        return instants.length == 0 ? times.end() : instants[instants.length - 1];
    }

    /** {@return the instants of the whole attempt} */
    Times times() {
        return times;
    }
}
