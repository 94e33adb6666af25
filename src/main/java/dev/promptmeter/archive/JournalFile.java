package dev.promptmeter.archive;

import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.run.CachedAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads records of a journal by their position; an interrupt does it no harm. Not thread-safe. */
final class JournalFile implements Closeable {

    private static final int WINDOW_BITS = 14;
    private static final int WINDOW = 1 << WINDOW_BITS;

    /** Half a megabyte: the records of a case lie apart, but among those of the cases that were asked at the same time. */
    private static final int WINDOWS = 32;

    /**
     * Behind a sound record may stand what became of its line feed, and the next record. Looks for no duplicates: it is as we wrote it.
     */
    private static final ObjectReader RECORD = Json.MAPPER
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** Streams are long records, one after the other. */
    private static final int MOST_ROOM = 1 << 20;

    private final Segments segments;
    private final @Nullable Window[] windows = new Window[WINDOWS];
    private Segments.Segment segment;
    private RandomAccessFile file;
    private byte[] room = {};

    /** What was read from a position on. */
    private static final class Window {

        private final byte[] bytes = new byte[WINDOW];
        private long from;
        private int length;
    }

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
        return read(position, RECORD::readTree);
    }

    /** {@return what that makes of the record that begins there, before whose first token it is given} */
    <T> T read(long position, Function<JsonParser, T> reader) {
        return bytes(position, (bytes, from, to) -> parsed(bytes, from, to, reader));
    }

    /** Makes something of the bytes of a record, which are there as long as it is asked. */
    @FunctionalInterface
    private interface Reader<T> {

        T of(byte[] bytes, int from, int to);
    }

    private <T> T bytes(long position, Reader<T> reader) {
        try {
            int place = (int) (position >> WINDOW_BITS);
            T record = within(windows[place & WINDOWS - 1], position, reader);
            if (record == null) {
                // One that begins a little earlier reaches as far.
                record = within(windows[place - 1 & WINDOWS - 1], position, reader);
            }
            return record == null ? readAt(place & WINDOWS - 1, position, reader) : record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> @Nullable T within(@Nullable Window window, long position, Reader<T> reader) {
        if (window == null || position < window.from || position >= window.from + window.length) {
            return null;
        }
        int start = (int) (position - window.from);
        int end = lineFeed(window.bytes, start, window.length);
        return end < 0 ? null : reader.of(window.bytes, start, end);
    }

    private <T> T readAt(int place, long position, Reader<T> reader) throws IOException {
        Window window = windows[place];
        if (window == null) {
            window = new Window();
            windows[place] = window;
        }
        window.from = position;
        window.length = 0;
        window.length = read(window.bytes, 0, position);
        T record = within(window, position, reader);
        return record == null ? longRecord(window, reader) : record;
    }

    private static <T> T parsed(byte[] bytes, int start, int end, Function<JsonParser, T> reader) {
        try (JsonParser json = RECORD.createParser(bytes, start, end - start)) {
            return reader.apply(json);
        }
    }

    /** {@return the answer to that attempt, its instants counted from there; null if it was cut off} */
    @Nullable
    RecordedAnswer answer(RecordedAttempt attempt, Origins origins) {
        return attempt.answer() < 0
                ? null
                : bytes(
                        attempt.answer(),
                        (bytes, from, to) -> answer(bytes, from, to, origins.shift(attempt.answer())));
    }

    private static RecordedAnswer answer(byte[] bytes, int from, int to, long shift) {
        LongBody body = LongBody.in(bytes, from, to);
        return body == null
                ? parsed(bytes, from, to, json -> AnswerReading.of(json, shift))
                : parsed(body.rest(), 0, body.rest().length, json -> AnswerReading.of(json, shift, body.bytes()));
    }

    /** {@return the answer of that repeat from the cache; null if it has none} */
    @Nullable
    CachedAnswer hit(RecordedRepeat repeat) {
        return repeat.hit() < 0 ? null : read(repeat.hit(), AnswerReading::cached);
    }

    /** One that fills more than the window, or the last of a journal whose line feed is missing. */
    private <T> T longRecord(Window window, Reader<T> reader) throws IOException {
        byte[] bytes = room.length > WINDOW ? room : new byte[2 * WINDOW];
        System.arraycopy(window.bytes, 0, bytes, 0, window.length);
        int read = window.length;
        int end = -1;
        while (end < 0) {
            int before = read;
            bytes = before < bytes.length ? bytes : Arrays.copyOf(bytes, before * 2);
            read += read(bytes, before, window.from + before);
            end = read == before ? read : lineFeed(bytes, before, read);
        }
        room = bytes.length <= MOST_ROOM ? bytes : room;
        return reader.of(bytes, 0, end);
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
        // Another one may begin at the same place: a file that is gone is written again.
        if (wanted != segment) {
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
