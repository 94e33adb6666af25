package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One check of a case and what it gave.
 *
 * @param check as its author wrote it
 * @param score what it gave, negation already applied
 * @param parts what the checks of a group gave, in their order; none for any other check
 */
public record Outcome(Check check, Score score, List<Outcome> parts) {

    /** Copies the parts. */
    public Outcome {
        parts = List.copyOf(parts);
    }

    /** Makes the outcome of a check that is no group. */
    public Outcome(Check check, Score score) {
        this(check, score, List.of());
    }

    /** {@return whether it was judged and holds} */
    public boolean passed() {
        return score instanceof Score.Graded graded && graded.passed();
    }

    /** {@return whether it was judged and does not hold} */
    public boolean failed() {
        return score instanceof Score.Graded graded && !graded.passed();
    }

    /**
     * {@return the score, 0 to 1; null if it was not judged, and for a group that is decided although one of its checks could not be
     * judged}
     */
    public @Nullable Double value() {
        boolean known = parts.isEmpty() || WeightedScore.of(parts).value() != null;
        return score instanceof Score.Graded graded && known ? (Double) graded.value() : null;
    }

    /** {@return this outcome if it failed, and after it those of its parts that did; nothing if it did not fail} */
    public List<Outcome> failures() {
        List<Outcome> failures = new ArrayList<>();
        if (failed()) {
            failures.add(this);
            parts.stream().filter(Outcome::failed).forEach(failures::add);
        }
        return failures;
    }
}
