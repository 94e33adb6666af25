package dev.promptmeter.score;

import java.util.List;
import java.util.Locale;

/** The reference texts of a check of likeness. */
final class References {

    // What is kept of a reference grows with its length, and every row may have its own.
    private static final int LONGEST = 100_000;

    private References() {}

    /**
     * {@return the references in the form in which the answer is judged; at least one}
     *
     * @throws CheckException if there is none, or one is too long
     */
    static List<String> of(Arguments arguments, JudgedText text) {
        List<String> references =
                arguments.texts().stream().map(text.form()::of).toList();
        for (String reference : references) {
            if (reference.length() > LONGEST) {
                throw arguments.wrong(String.format(
                        Locale.ROOT,
                        "takes a reference of at most %,d characters, not %,d",
                        LONGEST,
                        reference.length()));
            }
        }
        return references;
    }
}
