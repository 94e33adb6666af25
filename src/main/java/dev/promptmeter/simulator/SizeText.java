package dev.promptmeter.simulator;

import java.util.Locale;

/** Sizes as people type them: a whole number of bytes, or of {@code KB} or {@code MB}, which are 1,024 and 1,048,576 bytes. */
final class SizeText {

    private static final int KILO = 1024;
    private static final IntText BYTES = new IntText(1, 256L * KILO * KILO);

    private SizeText() {}

    /** {@return the size in bytes, from 1 to 256 MB} */
    static int bytes(String text) {
        String upper = text.trim().toUpperCase(Locale.ROOT);
        String plain = upper.endsWith("B") ? upper.substring(0, upper.length() - 1) : upper;
        int factor = plain.endsWith("K") ? KILO : plain.endsWith("M") ? KILO * KILO : 1;
        String digits = factor == 1 ? plain : plain.substring(0, plain.length() - 1);
        return BYTES.parse(Long.toString(IntText.atLeast(1).parseLong(digits) * factor));
    }
}
