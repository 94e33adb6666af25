package dev.promptmeter.report;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.function.Consumer;

/** Bytes that grow without being copied, and are gone when they have been handed out. */
final class Pieces extends OutputStream {

    /** Base64 takes three bytes at a time: pieces of this size can be encoded one by one. */
    private static final int SIZE = 3 << 11;

    private final Deque<byte[]> full = new ArrayDeque<>();
    private byte[] last = new byte[SIZE];
    private int used;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            if (used == SIZE) {
                full.add(last);
                last = new byte[SIZE];
                used = 0;
            }
            int now = Math.min(length - done, SIZE - used);
            System.arraycopy(bytes, from + done, last, used, now);
            done += now;
            used += now;
        }
    }

    /** Hands all of it out in Base64, part by part; nothing is left. */
    void drain(Consumer<String> base64) {
        Base64.Encoder encoder = Base64.getEncoder();
        while (!full.isEmpty()) {
            base64.accept(encoder.encodeToString(full.remove()));
        }
        base64.accept(encoder.encodeToString(Arrays.copyOf(last, used)));
        used = 0;
    }
}
