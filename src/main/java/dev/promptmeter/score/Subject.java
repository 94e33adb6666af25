package dev.promptmeter.score;

import java.util.function.Supplier;

/**
 * An answer and what it answers.
 *
 * @param answer what is judged
 * @param asked the text of the question; only asked for by a check that shows it to a judge
 * @param contest the answers beside it; only asked for by a check that compares them
 */
public record Subject(Answer answer, Supplier<String> asked, Supplier<Contest> contest) {

    /** An answer that is compared with no other. */
    public Subject(Answer answer, Supplier<String> asked) {
        this(answer, asked, () -> Contest.unknown(answer));
    }

    /** {@return an answer of which the question is not known} */
    public static Subject of(Answer answer) {
        return new Subject(answer, () -> "");
    }

    /** {@return the same about an answer that more is known of} */
    Subject with(Answer other) {
        return new Subject(other, asked, contest);
    }
}
