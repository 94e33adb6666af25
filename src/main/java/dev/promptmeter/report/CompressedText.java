package dev.promptmeter.report;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Text that is compressed while it grows; what it takes in memory is about what it will take in the file. */
final class CompressedText {

    private static final int BUFFER = 4_096;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final OutputStream gzip;

    CompressedText() {
        try {
            // Columns come value by value, and each call of the compressor costs more than the few bytes of one.
            gzip = new BufferedOutputStream(new QuickGzip(bytes), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The usual level takes three times as long for a tenth less. */
    private static final class QuickGzip extends GZIPOutputStream {

        private static final int LEVEL = 2;

        QuickGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(LEVEL);
        }
    }

    void append(String ascii) {
        try {
            gzip.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return gzip in Base64; nothing can be added after it} */
    String base64() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
