package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

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

    /** {@return whether a model decides, so that a run needs a judge} */
    default boolean asksJudge() {
        return false;
    }
}
