package dev.promptmeter.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names of runs: UTC date, UTC time and four random characters, {@code 20260114-0912-k3f9}. */
public final class RunId {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int RANDOM_CHARACTERS = 4;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RunId() {}

    /** {@return a new id} */
    public static String create(Instant now, RandomGenerator random) {
        StringBuilder id = new StringBuilder(TIME.format(now)).append('-');
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    /** {@return whether that has the form of a run id} */
    public static boolean isOne(String text) {
        return text.matches("\\d{8}-\\d{4}-[a-z2-7]{4}");
    }
}
