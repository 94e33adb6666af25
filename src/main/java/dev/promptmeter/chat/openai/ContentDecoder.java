package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** Undoes one layer of gzip or deflate within limits, and carries the stamps of the buffers over to the decoded bytes. */
final class ContentDecoder {

    /**
     * A decoded body.
     *
     * @param body what could be decoded
     * @param stamps as those of the coded body, with counts of decoded bytes
     * @param fault why not all of it could be decoded; null if it could
     * @param reason in words; empty if there is no fault
     */
    record Decoded(byte[] body, long[] stamps, @Nullable FailureKind fault, String reason) {}

    private static final int FREE_RATIO_BYTES = 1 << 20;
    private static final int LARGEST_RATIO = 100;
    private static final int PIECE = 16_384;

    private ContentDecoder() {}

    /** {@return the body as it is meant; the same array if it is not coded} */
    static Decoded decode(@Nullable String coding, byte[] body, long[] stamps, int limit) {
        String name = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "identity" -> new Decoded(body, stamps, null, "");
            case "gzip", "x-gzip", "deflate" -> inflate(name, new StampedInput(body, stamps), limit);
            default ->
                new Decoded(
                        body,
                        stamps,
                        FailureKind.UNSUPPORTED_ENCODING,
                        "content coding '" + VisibleText.of(name, 64) + "' though none was asked for");
        };
    }

    private static Decoded inflate(String name, StampedInput input, int limit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        input.decoded = out;
        FailureKind fault = null;
        String reason = "";
        try (InputStream plain = name.equals("deflate") ? new InflaterInputStream(input) : new GZIPInputStream(input)) {
            byte[] piece = new byte[PIECE];
            for (int n = plain.read(piece); n >= 0 && fault == null; n = plain.read(piece)) {
                out.write(piece, 0, n);
                fault = overLimit(out.size(), input.consumed(), limit);
                reason = fault == null ? "" : "body too large when decoded";
            }
        } catch (EOFException e) {
            fault = FailureKind.TRUNCATED;
            reason = name + " body cut";
        } catch (IOException e) {
            fault = FailureKind.MALFORMED_SUCCESS;
            reason = name + " body damaged: " + e.getMessage();
        }
        return new Decoded(out.toByteArray(), input.decodedStamps(), fault, reason);
    }

    private static @Nullable FailureKind overLimit(long size, long coded, int limit) {
        boolean bomb = size > FREE_RATIO_BYTES && size / Math.max(1, coded) > LARGEST_RATIO;
        return bomb || size > limit ? FailureKind.TOO_LARGE : null;
    }

    /** Hands out one received buffer at a time, so that what is decoded when the next is asked for came from those before. */
    private static final class StampedInput extends InputStream {

        private final byte[] body;
        private final long[] stamps;
        private final long[] decodedStamps;
        private ByteArrayOutputStream decoded = new ByteArrayOutputStream();
        private int at;
        private int buffer = -1;
        private long bufferEnd;
        private long counted;

        StampedInput(byte[] body, long[] stamps) {
            this.body = body;
            this.stamps = stamps;
            this.decodedStamps = stamps.clone();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (at >= body.length) {
                return -1;
            }
            while (at >= bufferEnd) {
                nextBuffer();
            }
            int n = (int) Math.min(length, Math.min(bufferEnd, body.length) - at);
            System.arraycopy(body, at, into, from, n);
            at += n;
            return n;
        }

        private void nextBuffer() {
            close(buffer);
            buffer++;
            bufferEnd = 2 * buffer < stamps.length ? bufferEnd + stamps[2 * buffer] : body.length;
        }

        private void close(int index) {
            if (index >= 0 && 2 * index < stamps.length) {
                decodedStamps[2 * index] = decoded.size() - counted;
                counted = decoded.size();
            }
        }

        int consumed() {
            return at;
        }

        long[] decodedStamps() {
            close(buffer);
            for (int i = 2 * (buffer + 1); i < decodedStamps.length; i += 2) {
                decodedStamps[i] = 0;
            }
            return decodedStamps;
        }
    }
}
