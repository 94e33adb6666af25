package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

/** The code that understands one type of check. Stateless. */
public interface Scorer {

    /** {@return what a user needs to know to write it} */
    CheckHelp help();

    /** {@return what changes whenever the same check comes to judge the same answer otherwise; part of the check hash} */
    default String version() {
        return "1";
    }

    /**
     * Makes a check ready to judge answers, as if it were not negated.
     *
     * @throws CheckException if its value, threshold or options are not what this type takes
     */
    Judgement prepare(Check check);
}
