package dev.promptmeter.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A key that must never be seen: it prints as {@code ***} and is compared in constant time. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a key that has been checked.
     *
     * @throws IllegalArgumentException if it is not 8 to 512 visible ASCII characters; the message does not quote it
     */
    public static Secret of(String value) {
        if (!value.matches("[\\x21-\\x7e]{8,512}")) {
            throw new IllegalArgumentException("a key is 8 to 512 visible ASCII characters");
        }
        return new Secret(value);
    }

    /** {@return the key itself, for the request builder and the redactor alone} */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
