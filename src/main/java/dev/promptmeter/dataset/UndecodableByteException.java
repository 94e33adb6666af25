package dev.promptmeter.dataset;

import java.io.IOException;

/** A byte that is no part of a character in the expected encoding. */
final class UndecodableByteException extends IOException {

    private static final long serialVersionUID = 1L;

    private final long position;
    private final int value;

    UndecodableByteException(long position, int value) {
        super("byte " + position + " cannot be decoded");
        this.position = position;
        this.value = value;
    }

    /** {@return its position in the file, from 1} */
    long position() {
        return position;
    }

    int value() {
        return value;
    }
}
