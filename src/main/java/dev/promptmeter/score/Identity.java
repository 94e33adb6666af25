package dev.promptmeter.score;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** What two questions have in common exactly if they ask the same. */
final class Identity {

    private Identity() {}

    /** {@return the SHA-256 of those parts as JSON, 64 hex digits} */
    static String of(JsonNode parts) {
        try {
            byte[] bytes = parts.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
