package dev.promptmeter.compare;

import java.util.Locale;

/** What became of one case since the baseline. */
public enum CaseChange {
    /** All repeats passed and now less than half of them do. */
    REGRESSED,
    /** Less than half of the repeats passed and now all of them do. */
    FIXED,
    /** Some repeats pass and some fail, which was not so before. */
    NEWLY_FLAKY,
    /** The repeats agree, which they did not before. */
    NO_LONGER_FLAKY,
    /** There is no judged answer on at least one side. */
    MISSING,
    /** The verdict is the same and the answer differs. */
    TEXT,
    /** Verdict and answer are the same. */
    SAME,
    /** Its row has the same id with other variables, expectations or checks, so it is not compared. */
    EDITED,
    /** It is not in the baseline. */
    NEW,
    /** It is in the baseline only. */
    REMOVED;

    /** {@return the words in every output, such as {@code newly flaky}} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static CaseChange between(BaselineCase before, BaselineCase after) {
        if (before.judged() == 0 || after.judged() == 0) {
            return MISSING;
        }
        if (before.allPassed() && after.fewPassed()) {
            return REGRESSED;
        }
        if (before.fewPassed() && after.allPassed()) {
            return FIXED;
        }
        if (before.flaky() != after.flaky()) {
            return after.flaky() ? NEWLY_FLAKY : NO_LONGER_FLAKY;
        }
        return before.outputs().equals(after.outputs()) ? SAME : TEXT;
    }
}
