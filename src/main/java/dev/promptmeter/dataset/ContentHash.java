package dev.promptmeter.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** Hashes of what rows hold: fast 64-bit ones to notice a change, SHA-256 for names that last. */
final class ContentHash {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private ContentHash() {}

    /** {@return 64 bits that change when the characters or the line change} */
    static long of(RecordText record) {
        char[] chars = record.chars();
        int length = record.length();
        long hash = OFFSET ^ record.line();
        int i = 0;
        // Four characters a step: every row is hashed twice, and one multiplication per character would show.
        for (; i + 4 <= length; i += 4) {
            long four = chars[i] | (long) chars[i + 1] << 16 | (long) chars[i + 2] << 32 | (long) chars[i + 3] << 48;
            hash = (hash ^ four) * STEP;
            hash ^= hash >>> 32;
        }
        for (; i < length; i++) {
            hash = (hash ^ chars[i]) * STEP;
        }
        return mix(hash ^ length);
    }

    static long of(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return mix(hash);
    }

    // FNV alone leaves the upper bits of short texts weak; this spreads them (the finaliser of MurmurHash3).
    private static long mix(long hash) {
        long h = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    /** Hashes one after the other. Not thread-safe. */
    static final class Sha256 {

        private final MessageDigest digest = sha256();

        /** {@return the first 48 bits of SHA-256 over the variables as canonical JSON: the number behind a content id} */
        long first48Bits(Map<String, String> vars) {
            String json = new CanonicalJson().texts(vars).toString();
            byte[] hash = digest.digest(json.getBytes(StandardCharsets.UTF_8));
            long bits = 0;
            for (int i = 0; i < 6; i++) {
                bits = bits << 8 | hash[i] & 0xff;
            }
            return bits;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
