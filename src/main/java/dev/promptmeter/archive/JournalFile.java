package dev.promptmeter.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Reads records of a journal by their position, through a window that suits records read nearly in order. Not thread-safe. */
final class JournalFile implements Closeable {

    private static final int WINDOW = 1 << 18;

    private final FileChannel channel;
    private byte[] window = new byte[WINDOW];
    private long from;
    private int length;

    JournalFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** {@return the record that begins there} */
    JsonNode record(long position) {
        try {
            int end = lineEnd(position);
            int start = (int) (position - from);
            return Json.MAPPER.readTree(window, start, end - start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that the whole line is in the window. {@return the index behind its last byte} */
    private int lineEnd(long position) throws IOException {
        if (position < from || position >= from + length) {
            fill(position);
        }
        int end = lineFeed((int) (position - from));
        if (end < 0) {
            fill(position);
            end = lineFeed(0);
        }
        while (end < 0) {
            int before = length;
            window = Arrays.copyOf(window, window.length * 2);
            fill(position);
            if (length == before) {
                return length;
            }
            end = lineFeed(0);
        }
        return end;
    }

    private int lineFeed(int start) {
        for (int i = start; i < length; i++) {
            if (window[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill(long position) throws IOException {
        from = position;
        length = 0;
        ByteBuffer buffer = ByteBuffer.wrap(window);
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position + length);
            if (read < 0) {
                break;
            }
            length += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
