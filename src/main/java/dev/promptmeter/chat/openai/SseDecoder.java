package dev.promptmeter.chat.openai;

import java.util.Arrays;

/**
 * Cuts a byte stream into server-sent events. Fed in any pieces it gives the same events.
 *
 * <p>It works on bytes, so a character split over two pieces survives, and hands out slices of what it is fed where it can.
 * Not thread-safe.
 */
final class SseDecoder {

    static final int LONGEST_LINE = 1 << 20;
    static final int LARGEST_EVENT = 4 << 20;

    /** Receives events; the slice is valid during the call only. {@code end} counts bytes from the start of the stream. */
    interface Sink {

        /** An event with data. */
        void data(byte[] bytes, int from, int to, long end);

        /**
         * {@return where the data of an event ends that begins there, if that is known without a look at each byte, and an empty line
         * follows; -1 otherwise} What the event before brought is still there. If the end is known, the event is given next.
         */
        default int knownEnd(byte[] bytes, int from, int to) {
            return -1;
        }

        /** An event named {@code error}; its data may be empty. */
        void error(byte[] bytes, int from, int to, long end);

        /** The stream ended before the blank line that closes an event. */
        void unclosed(byte[] bytes, int from, int to, long end);
    }

    private static final byte[] NOTHING = {};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] DATA_LINE = {'d', 'a', 't', 'a', ':', ' '};
    private static final int EMPTY_LINE = 2;
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] ID = {'i', 'd'};
    private static final byte[] RETRY = {'r', 'e', 't', 'r', 'y'};
    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};

    private final Sink sink;
    private long consumed;
    private byte[] line = NOTHING;
    private int lineLength;
    private boolean firstLine = true;
    private boolean afterReturn;
    private byte[] data = NOTHING;
    private int dataFrom;
    private int dataTo;
    private boolean dataSeen;
    private boolean dataOwned;
    private boolean errorNamed;
    private boolean overflowed;
    private boolean sliceGiven;
    private int unknownFields;

    SseDecoder(Sink sink) {
        this.sink = sink;
    }

    /** {@return whether a line or an event was larger than allowed; nothing is read after it} */
    boolean overflowed() {
        return overflowed;
    }

    /** {@return how many fields were none of data, event, id and retry} */
    int unknownFields() {
        return unknownFields;
    }

    /** Takes the next bytes; they are not kept. */
    void feed(byte[] bytes, int from, int to) {
        int at = from;
        if (afterReturn && at < to) {
            afterReturn = false;
            at += bytes[at] == '\n' ? 1 : 0;
        }
        sliceGiven = false;
        while (at < to && !overflowed) {
            int known = knownEnd(bytes, at, to);
            if (known > at) {
                sink.data(bytes, at + DATA_LINE.length, known, consumed + known + EMPTY_LINE - from);
                at = known + EMPTY_LINE;
                continue;
            }
            int end = endOfLine(bytes, at, to);
            if (end == to) {
                keepLine(bytes, at, to);
                break;
            }
            endLine(bytes, at, end, consumed + end + 1 - from);
            at = end + 1;
            if (bytes[end] == '\r') {
                afterReturn = at == to;
                at += at < to && bytes[at] == '\n' ? 1 : 0;
            }
        }
        consumed += to - from;
        ownData();
    }

    /** {@return where the line of data ends that is a whole event, if that is known; -1 otherwise} */
    private int knownEnd(byte[] bytes, int at, int to) {
        int from = at + DATA_LINE.length;
        boolean possible = sliceGiven && !dataSeen && !errorNamed && from < to;
        if (!possible || !Arrays.equals(bytes, at, from, DATA_LINE, 0, DATA_LINE.length)) {
            return -1;
        }
        // No more of it than the longest line and an empty one, so that a longer one is found where it always is.
        return sink.knownEnd(bytes, from, Math.min(to, at + LONGEST_LINE + EMPTY_LINE));
    }

    private static int endOfLine(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private void keepLine(byte[] bytes, int from, int to) {
        int length = to - from;
        if (lineLength + length > LONGEST_LINE) {
            overflowed = true;
            return;
        }
        line = grown(line, lineLength, length);
        System.arraycopy(bytes, from, line, lineLength, length);
        lineLength += length;
    }

    private void endLine(byte[] bytes, int from, int to, long end) {
        if (lineLength == 0) {
            overflowed = to - from > LONGEST_LINE;
            takeLine(bytes, from, to, end);
            return;
        }
        keepLine(bytes, from, to);
        int length = lineLength;
        lineLength = 0;
        takeLine(line, 0, length, end);
        // The array is overwritten by the next line that comes in pieces.
        ownData();
    }

    private void takeLine(byte[] bytes, int from, int to, long end) {
        if (overflowed) {
            return;
        }
        int start = from;
        if (firstLine) {
            firstLine = false;
            start += startsWithMark(bytes, from, to) ? 3 : 0;
        }
        if (start == to) {
            dispatch(end);
        } else if (bytes[start] != ':') {
            takeField(bytes, start, to);
        }
    }

    private static boolean startsWithMark(byte[] bytes, int from, int to) {
        return to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
    }

    private void takeField(byte[] bytes, int from, int to) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, to);
        value += value < to && bytes[value] == ' ' ? 1 : 0;
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            addData(bytes, value, to);
        } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
            errorNamed = Arrays.equals(bytes, value, to, ERROR, 0, ERROR.length);
        } else if (!Arrays.equals(bytes, from, colon, ID, 0, ID.length)
                && !Arrays.equals(bytes, from, colon, RETRY, 0, RETRY.length)) {
            unknownFields++;
        }
    }

    private void addData(byte[] bytes, int from, int to) {
        if (!dataSeen) {
            dataSeen = true;
            dataOwned = false;
            data = bytes;
            dataFrom = from;
            dataTo = to;
            return;
        }
        int length = to - from;
        if (dataTo - dataFrom + 1 + length > LARGEST_EVENT) {
            overflowed = true;
            return;
        }
        ownData();
        data = grown(data, dataTo, length + 1);
        data[dataTo++] = '\n';
        System.arraycopy(bytes, from, data, dataTo, length);
        dataTo += length;
    }

    private void ownData() {
        if (dataSeen && !dataOwned) {
            data = Arrays.copyOfRange(data, dataFrom, dataTo);
            dataTo -= dataFrom;
            dataFrom = 0;
            dataOwned = true;
        }
    }

    private static byte[] grown(byte[] array, int used, int more) {
        return used + more <= array.length ? array : Arrays.copyOf(array, Math.max(used + more, array.length * 2));
    }

    private void dispatch(long end) {
        if (errorNamed) {
            sink.error(dataSeen ? data : NOTHING, dataSeen ? dataFrom : 0, dataSeen ? dataTo : 0, end);
        } else if (dataSeen) {
            sink.data(data, dataFrom, dataTo, end);
            sliceGiven = !dataOwned;
        }
        forget();
    }

    /** Says that no more bytes come. */
    void finish() {
        if (lineLength > 0 && !overflowed) {
            int length = lineLength;
            lineLength = 0;
            takeLine(line, 0, length, consumed);
        }
        if (dataSeen && !overflowed) {
            if (errorNamed) {
                sink.error(data, dataFrom, dataTo, consumed);
            } else {
                sink.unclosed(data, dataFrom, dataTo, consumed);
            }
        }
        forget();
    }

    private void forget() {
        dataSeen = false;
        dataOwned = false;
        errorNamed = false;
        data = NOTHING;
        dataFrom = 0;
        dataTo = 0;
    }
}
