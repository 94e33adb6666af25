package dev.promptmeter.archive;

/** What becomes of errors on record when a run goes on. */
public enum RecordedErrors {
    /** They stay what they are. */
    STAY,
    /** What failed is asked again; what was answered and could not be judged is judged again. */
    AGAIN
}
