package dev.promptmeter.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compression for a page: the usual level takes three times as long for a tenth less. */
final class QuickGzip extends GZIPOutputStream {

    private static final int LEVEL = 2;
    private static final int BUFFER = 4_096;

    private QuickGzip(OutputStream out) throws IOException {
        super(out);
        def.setLevel(LEVEL);
    }

    /** {@return what compresses into that, whose failures are none of an input or output} */
    static OutputStream into(OutputStream out) {
        try {
            // Columns come value by value, and each call of the compressor costs more than the few bytes of one.
            return new BufferedOutputStream(new QuickGzip(out), BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
