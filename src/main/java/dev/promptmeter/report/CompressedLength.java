package dev.promptmeter.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** How long text would be as {@link CompressedText}, which is not kept. */
final class CompressedLength {

    private static final int BYTES_ENCODED = 3;
    private static final int CHARACTERS_OF_THEM = 4;

    private final Counted counted = new Counted();
    private final OutputStream gzip = QuickGzip.into(counted);

    private static final class Counted extends OutputStream {

        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] values, int from, int length) {
            bytes += length;
        }
    }

    void append(String ascii) {
        try {
            gzip.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return characters of Base64; nothing can be added after it} */
    long base64() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (counted.bytes + BYTES_ENCODED - 1) / BYTES_ENCODED * CHARACTERS_OF_THEM;
    }
}
