package dev.promptmeter.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Characters from bytes, strictly: what cannot be decoded is located and reported, never replaced. */
final class DecodedText implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final InputStream bytes;
    private final CharsetDecoder decoder;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private long taken;
    private boolean ended;

    /** Takes a stream of bytes whose first {@code skipped} bytes are no text. */
    DecodedText(InputStream bytes, Charset charset, int skipped) throws IOException {
        this.bytes = bytes;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        in.flip();
        bytes.readNBytes(skipped);
        this.taken = skipped;
    }

    /**
     * {@return how many characters were put into the cleared buffer; -1 at the end}
     *
     * @throws UndecodableByteException when every character before the fault was handed out
     */
    int read(CharBuffer out) throws IOException {
        out.clear();
        while (true) {
            CoderResult result = decoder.decode(in, out, ended);
            if (out.position() > 0) {
                return out.position();
            }
            if (result.isError()) {
                throw new UndecodableByteException(taken - in.remaining() + 1, in.get(in.position()) & 0xff);
            }
            if (ended) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        in.compact();
        int count = bytes.read(in.array(), in.position(), in.remaining());
        if (count < 0) {
            ended = true;
        } else {
            taken += count;
            in.position(in.position() + count);
        }
        in.flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
