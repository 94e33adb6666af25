package dev.promptmeter.simulator;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every JDK has. */
final class Digests {

    // Never fed: looking the algorithm up costs more than copying it, and each request needs four.
    private static final MessageDigest EMPTY = lookedUp();

    private Digests() {}

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            return lookedUp();
        }
    }

    /** {@return the first eight bytes as a number, most significant first} */
    static long firstLong(byte[] digest) {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | digest[i] & 0xff;
        }
        return value;
    }
}
