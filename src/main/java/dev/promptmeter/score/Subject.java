package dev.promptmeter.score;

import java.util.function.Supplier;

/**
 * An answer and what it answers.
 *
 * @param answer what is judged
 * @param asked the text of the question; only asked for by a check that shows it to a judge
 */
public record Subject(Answer answer, Supplier<String> asked) {

    /** {@return an answer of which the question is not known} */
    public static Subject of(Answer answer) {
        return new Subject(answer, () -> "");
    }
}
