package dev.promptmeter.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers whose intent is not on record, because its line is damaged perhaps. They were paid for, and their request id says which key
 * they belong to: {@code pm-<run>-<key>-<repeat>-<attempt>}. Not thread-safe.
 */
final class OrphanAnswers {

    private static final int PARTS = 5;
    private static final int KEY_DIGITS = 12;

    private final Map<String, List<Long>> byKey = new HashMap<>();
    private long count;

    /** One stands there. */
    void add(String requestId, long position) {
        String key = key(requestId);
        count++;
        if (key != null) {
            byKey.computeIfAbsent(key, none -> new ArrayList<>()).add(position);
        }
    }

    /** {@return the part of the key that it names; null for the answer of a judge and for an id that is not ours} */
    private static @Nullable String key(String requestId) {
        String[] parts = requestId.split("-");
        boolean ours = parts.length == PARTS && parts[0].equals("pm") && attempt(requestId) > 0;
        return ours ? parts[2] : null;
    }

    /** {@return the number of the attempt that a request id names; 0 if it names none} */
    static int attempt(String requestId) {
        int number = 0;
        for (int i = requestId.lastIndexOf('-') + 1; i < requestId.length(); i++) {
            int digit = requestId.charAt(i) - '0';
            if (digit < 0 || digit > 9 || number > 1_000_000) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** {@return where those of that key stand, in their order} */
    List<Long> of(String key) {
        return byKey.isEmpty() ? List.of() : byKey.getOrDefault(digits(key), List.of());
    }

    /** {@return the same, which now belong to somebody} */
    List<Long> take(String key) {
        List<Long> taken = byKey.isEmpty() ? null : byKey.remove(digits(key));
        return taken == null ? List.of() : taken;
    }

    private static String digits(String key) {
        return key.substring(0, Math.min(KEY_DIGITS, key.length()));
    }

    /** {@return how many there were} */
    long count() {
        return count;
    }
}
