package dev.promptmeter.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Text that is compressed while it grows; what it takes in memory is less than what it will take in the file. */
final class CompressedText {

    private final Pieces bytes = new Pieces();
    private final OutputStream gzip = QuickGzip.into(bytes);

    void append(String ascii) {
        try {
            gzip.write(ascii.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands out gzip in Base64, part by part; nothing can be added after it, and nothing of it is left here. */
    void drain(Consumer<String> base64) {
        try {
            gzip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.drain(base64);
    }
}
