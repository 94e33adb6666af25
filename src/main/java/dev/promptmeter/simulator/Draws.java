package dev.promptmeter.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The random numbers of one request, one stream per purpose, decided by seed, request key and occurrence alone.
 *
 * <p>A stream starts with the first 8 bytes of SHA-256(seed, key, occurrence; the numbers as 8 bytes each, most significant first)
 * XOR the first 8 bytes of SHA-256 of the purpose's name. So one more purpose moves no other.
 */
final class Draws {

    private static final Map<String, Long> PURPOSES = new ConcurrentHashMap<>();

    private final long seed;
    private final byte[] key;
    private final long occurrence;
    private @Nullable Long start;

    Draws(long seed, byte[] key, long occurrence) {
        this.seed = seed;
        this.key = key;
        this.occurrence = occurrence;
    }

    NumberStream stream(String purpose) {
        return new NumberStream(() -> start() ^ PURPOSES.computeIfAbsent(purpose, Draws::constant));
    }

    private long start() {
        Long known = start;
        if (known == null) {
            MessageDigest digest = Digests.sha256();
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
            digest.update(key);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, occurrence));
            known = Digests.firstLong(digest.digest());
            start = known;
        }
        return known;
    }

    private static long constant(String purpose) {
        return Digests.firstLong(Digests.sha256().digest(purpose.getBytes(StandardCharsets.UTF_8)));
    }
}
