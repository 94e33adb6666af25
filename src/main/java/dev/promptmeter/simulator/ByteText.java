package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes under construction: ASCII, UTF-8 and JSON strings, appended without detours. Not thread-safe. */
final class ByteText {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    ByteText(int expected) {
        bytes = new byte[expected];
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    ByteText add(byte[] more) {
        return add(more, 0, more.length);
    }

    ByteText add(byte[] more, int from, int length) {
        reserve(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends text as UTF-8; short ASCII is the usual case. */
    ByteText add(String text) {
        int length = text.length();
        reserve(length * 3);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return add(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) c;
        }
        return this;
    }

    ByteText add(long number) {
        return add(Long.toString(number));
    }

    /** Appends a JSON string with its quotes; a lone surrogate becomes an escape. */
    ByteText json(String text) {
        reserve(text.length() * 6 + 2);
        bytes[size++] = '"';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                codePoint(Character.toCodePoint(c, text.charAt(++i)));
            } else if (c < 0x80 || Character.isSurrogate(c)) {
                escape(c);
            } else {
                codePoint(c);
            }
        }
        bytes[size++] = '"';
        return this;
    }

    private void escape(char c) {
        int known = "\"\\\n\r\t\b\f".indexOf(c);
        bytes[size++] = '\\';
        if (known >= 0) {
            bytes[size++] = (byte) "\"\\nrtbf".charAt(known);
            return;
        }
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(c >> shift) & 15];
        }
    }

    private void codePoint(int code) {
        if (code < 0x800) {
            bytes[size++] = (byte) (0xc0 | code >> 6);
        } else if (code < 0x10000) {
            bytes[size++] = (byte) (0xe0 | code >> 12);
            bytes[size++] = (byte) (0x80 | code >> 6 & 0x3f);
        } else {
            bytes[size++] = (byte) (0xf0 | code >> 18);
            bytes[size++] = (byte) (0x80 | code >> 12 & 0x3f);
            bytes[size++] = (byte) (0x80 | code >> 6 & 0x3f);
        }
        bytes[size++] = (byte) (0x80 | code & 0x3f);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
