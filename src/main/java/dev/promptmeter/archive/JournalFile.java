package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.CachedAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads records of a journal by their position; an interrupt does it no harm. Not thread-safe. */
final class JournalFile implements Closeable {

    /** Small, because the records of a case lie apart and most jumps miss the window. */
    private static final int WINDOW = 1 << 14;

    /** Behind a sound record may stand what became of its line feed, and the next record. */
    private static final ObjectReader RECORD =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Segments segments;
    private final byte[] window = new byte[WINDOW];
    private Segments.Segment segment;
    private RandomAccessFile file;
    private long from;
    private int length;

    JournalFile(Segments segments) throws IOException {
        this.segments = segments;
        this.segment = segments.at(0);
        this.file = open(segment);
    }

    /** Not a channel: one that is read by an interrupted thread closes itself. */
    private static RandomAccessFile open(Segments.Segment segment) throws IOException {
        return new RandomAccessFile(segment.file().toFile(), "r");
    }

    /** {@return the record that begins there} */
    JsonNode record(long position) {
        try {
            int start = (int) (position - from);
            int end = position < from || position >= from + length ? -1 : lineFeed(window, start, length);
            if (end < 0) {
                from = position;
                length = read(window, 0, position);
                start = 0;
                end = lineFeed(window, 0, length);
            }
            return end < 0 ? longRecord(position) : RECORD.readTree(window, start, end - start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the answer to that attempt, its instants counted from there; null if it was cut off} */
    @Nullable
    RecordedAnswer answer(RecordedAttempt attempt, Origins origins) {
        return attempt.answer() < 0
                ? null
                : AnswerRecord.decode(record(attempt.answer()), origins.shift(attempt.answer()));
    }

    /** {@return the answer of that repeat from the cache; null if it has none} */
    @Nullable
    CachedAnswer hit(RecordedRepeat repeat) {
        return repeat.hit() < 0 ? null : AnswerRecord.decodeCached(record(repeat.hit()));
    }

    /** One that fills more than the window, or the last of a journal whose line feed is missing. */
    private JsonNode longRecord(long position) throws IOException {
        byte[] bytes = Arrays.copyOf(window, length);
        int read = length;
        int end = -1;
        while (end < 0) {
            int before = read;
            bytes = Arrays.copyOf(bytes, Math.max(WINDOW, before * 2));
            read += read(bytes, before, position + before);
            end = read == before ? read : lineFeed(bytes, before, read);
        }
        return RECORD.readTree(bytes, 0, end);
    }

    private static int lineFeed(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** {@return how many bytes were read; fewer than there is room for at the end of the file} */
    private int read(byte[] into, int offset, long position) throws IOException {
        Segments.Segment wanted = segments.at(position);
        if (wanted.base() != segment.base()) {
            RandomAccessFile other = open(wanted);
            file.close();
            file = other;
            segment = wanted;
        }
        long end = Math.min(offset + (segments.endOf(segment) - position), into.length);
        file.seek(position - segment.base());
        int read = 0;
        while (offset + read < end) {
            int more = file.read(into, offset + read, (int) end - offset - read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
