package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;

/** What a check gives for one answer. An unscored answer is a type of its own, not a score of zero. */
public sealed interface Score {

    /** {@return why, one line of at most 300 characters with expected and actual; may be empty for a pass} */
    String reason();

    /**
     * Judged.
     *
     * @param value 0 to 1
     * @param passed whether the check holds
     * @param reason why
     */
    record Graded(double value, boolean passed, String reason) implements Score {

        /** Refuses a value outside its range. */
        public Graded {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("a score lies between 0 and 1: " + value);
            }
        }
    }

    /**
     * Should have been judged and could not be.
     *
     * @param reason what was missing
     * @param kind {@link FailureKind#UNSCORED}, or the failure of a judge
     */
    record Unscored(String reason, FailureKind kind) implements Score {

        /** Takes what was missing, of which no judge is the cause. */
        public Unscored(String reason) {
            this(reason, FailureKind.UNSCORED);
        }
    }

    /**
     * Does not apply to this case; as if the check were not there.
     *
     * @param reason why not
     */
    record Skipped(String reason) implements Score {}

    /** {@return a score of 1} */
    static Score pass(String reason) {
        return new Graded(1, true, reason);
    }

    /** {@return a score of 0} */
    static Score fail(String reason) {
        return new Graded(0, false, reason);
    }
}
