package dev.promptmeter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import tools.jackson.core.JacksonException;

/** Goes through the lines of a journal in chunks; memory holds one line. Not thread-safe. */
final class JournalLines implements Closeable {

    private static final int CHUNK = 1 << 18;

    private final FileChannel channel;
    private byte[] buffer = new byte[CHUNK];
    private long offset;
    private int filled;
    private int start;
    private int end;
    private int number;
    private boolean atEnd;

    JournalLines(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** {@return the number of the first sound record of a file: with it the file before has come to its end} */
    static long firstNumber(Path file) throws IOException {
        try (JournalLines lines = new JournalLines(file)) {
            while (lines.next()) {
                if (lines.recordNumber() > 0) {
                    return lines.recordNumber();
                }
            }
        }
        return Long.MAX_VALUE;
    }

    /** Goes to the next line, the one without a line feed at the very end included. {@return false after the last} */
    boolean next() throws IOException {
        start = number == 0 ? 0 : end + 1;
        int from = start;
        while ((end = lineFeed(from)) < 0 && !atEnd) {
            from = filled - start;
            more();
        }
        if (end < 0) {
            end = filled;
        }
        number++;
        return start < filled;
    }

    private int lineFeed(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the begun line to the front and reads on behind it. */
    private void more() throws IOException {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        offset += start;
        filled -= start;
        start = 0;
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
        atEnd = read < 0;
        filled += Math.max(0, read);
    }

    /** {@return the bytes that the line lies in} */
    byte[] bytes() {
        return buffer;
    }

    /** {@return where in them it begins} */
    int from() {
        return start;
    }

    /** {@return its length without a line feed} */
    int length() {
        return end - start;
    }

    /** {@return where in the file it begins} */
    long position() {
        return offset + start;
    }

    /** {@return its number, from 1} */
    int number() {
        return number;
    }

    /** {@return whether it has a line feed} */
    boolean terminated() {
        return end < filled;
    }

    /** {@return whether it has the form of a record and agrees with its checksum} */
    boolean sound() {
        return JournalLine.sound(buffer, start, end - start);
    }

    /** {@return the sequence number of the record in it; 0 if it is none} */
    long recordNumber() {
        try {
            return sound() ? RecordHead.of(buffer, start, end - start).number() : 0;
        } catch (JacksonException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
