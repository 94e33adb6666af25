package dev.promptmeter.score;

import java.util.Locale;

/** The verdict of one repeat of a case. */
public enum CaseVerdict {
    /** There is an answer and it is good. */
    PASS,
    /** There is an answer and it is wrong. */
    FAIL,
    /** There is no answer to judge, or it could not be judged. */
    ERROR,
    /** Not asked. */
    SKIP;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** {@return the word in every output, such as {@code pass}} */
    public String word() {
        return word;
    }

    /** {@return whether there is an answer that was judged} */
    public boolean judged() {
        return this == PASS || this == FAIL;
    }
}
