package dev.promptmeter.gate;

/** The verdict of one gate. */
public enum GateVerdict {
    /** The rule holds. */
    PASS,
    /** The rule is broken. */
    FAIL,
    /** The data cannot decide. */
    INCONCLUSIVE,
    /** Not measurable or not comparable. */
    INVALID,
    /** No baseline to compare with. */
    SKIPPED
}
