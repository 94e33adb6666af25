package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Optional;

/** The code that understands one type of check. Stateless. */
public interface Scorer {

    /** {@return what a user needs to know to write it} */
    CheckHelp help();

    /**
     * Makes a check ready to judge answers, as if it were not negated.
     *
     * @throws CheckException if its value, threshold or options are not what this type takes
     */
    Judgement prepare(Check check);

    /** {@return which model has a say in it, so that a suite must name one; empty if none has} */
    default Optional<Question.Asker> asks() {
        return Optional.empty();
    }
}
