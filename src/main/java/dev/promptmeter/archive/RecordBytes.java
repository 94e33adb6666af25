package dev.promptmeter.archive;

import java.io.OutputStream;
import java.util.Arrays;

/** What a generator writes. Most records come in one piece, which then takes one copy and no byte more than it has. */
final class RecordBytes extends OutputStream {

    private final int expected;
    private byte[] bytes = {};
    private int count;

    /** Expects so many bytes if they do not come in one piece; 0 if nothing is known. */
    RecordBytes(int expected) {
        this.expected = expected;
    }

    @Override
    public void write(int each) {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public void write(byte[] piece, int from, int length) {
        if (count == 0 && length >= expected) {
            bytes = Arrays.copyOfRange(piece, from, from + length);
        } else {
            ensure(Math.addExact(count, length));
            System.arraycopy(piece, from, bytes, count, length);
        }
        count += length;
    }

    private void ensure(int needed) {
        if (needed > bytes.length) {
            int doubled = (int) Math.min(2L * count, Integer.MAX_VALUE - 8);
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(expected, doubled)));
        }
    }

    /** {@return all of it; not to be written to afterwards} */
    byte[] all() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }
}
