package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

/**
 * One check of a case and what it gave.
 *
 * @param check as its author wrote it
 * @param score what it gave, negation already applied
 */
public record Outcome(Check check, Score score) {

    /** {@return whether it was judged and holds} */
    public boolean passed() {
        return score instanceof Score.Graded graded && graded.passed();
    }

    /** {@return whether it was judged and does not hold} */
    public boolean failed() {
        return score instanceof Score.Graded graded && !graded.passed();
    }
}
