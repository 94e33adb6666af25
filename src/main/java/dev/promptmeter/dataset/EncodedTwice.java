package dev.promptmeter.dataset;

import java.util.Locale;
import java.util.Optional;

/** Notices text that was UTF-8, was taken for Latin-1 or Windows-1252, and was written as UTF-8 again: {@code Ã¶} for {@code ö}. */
final class EncodedTwice {

    private int rows;
    private int suspicious;

    void add(RecordText record) {
        rows++;
        char[] chars = record.chars();
        for (int i = 1; i < record.length(); i++) {
            char lead = chars[i - 1];
            if (lead >= '\u00c2' && lead <= '\u00f4' && continuation(chars[i])) {
                suspicious++;
                return;
            }
        }
    }

    /** {@return whether Latin-1 or Windows-1252 shows a continuation byte of UTF-8 as this character} */
    private static boolean continuation(char c) {
        return c >= '\u0080' && c <= '\u00bf' || c >= '\u2013' && c <= '\u2122' || c == '\u0152' || c == '\u0178';
    }

    /** {@return a warning if most rows look like that} */
    Optional<Problem> warning(String file) {
        if (suspicious * 2L <= rows) {
            return Optional.empty();
        }
        String text = String.format(
                Locale.ROOT,
                "%,d of %,d rows look like UTF-8 that was read as Latin-1 and written again: export the file anew",
                suspicious,
                rows);
        return Optional.of(Problem.of(Warnings.ENCODED_TWICE, Source.line(file, 0), text));
    }
}
