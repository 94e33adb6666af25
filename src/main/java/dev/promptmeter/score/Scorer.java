package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Optional;
import java.util.Set;

/**
 * The code that understands one type of check. Stateless, safe for many threads.
 *
 * <p>Own ones are found by {@link java.util.ServiceLoader}; their names begin with {@code java:}.
 */
public interface Scorer {

    /** {@return what a user needs to know to write it} */
    CheckHelp help();

    /**
     * Makes a check ready to judge answers, as if it were not negated.
     *
     * @throws CheckException if its value, threshold or options are not what this type takes
     */
    Judgement prepare(Check check);

    /** {@return what tells this scorer from one that would judge otherwise; to be changed with what it does} */
    default String version() {
        return "1";
    }

    /** {@return what a suite must have for checks of this type; without it they are refused before anything is sent} */
    default Set<Need> needs() {
        return Set.of();
    }

    /** {@return what is odd about a check that can be used, as a warning to its author; empty if nothing is} */
    default Optional<String> doubt(Check check) {
        return Optional.empty();
    }
}
