package dev.promptmeter.report;

import java.io.Writer;

/** Counts the bytes that a text would take in UTF-8, and keeps nothing of it. */
final class CountingWriter extends Writer {

    private long bytes;

    long bytes() {
        return bytes;
    }

    /** Each half of a pair counts two of its four bytes. */
    @Override
    public void write(int c) {
        if (c < 0x80) {
            bytes++;
        } else if (c < 0x800 || Character.isSurrogate((char) c)) {
            bytes += 2;
        } else {
            bytes += 3;
        }
    }

    @Override
    public void write(char[] text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(text[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(text.charAt(i));
        }
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
