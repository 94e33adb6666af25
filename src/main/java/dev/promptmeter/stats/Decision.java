package dev.promptmeter.stats;

/** What the evidence allows to say of a boundary, from best to worst. */
public enum Decision {
    /** Surely held. */
    PASS,
    /** The data cannot tell. */
    INCONCLUSIVE,
    /** Surely broken. */
    FAIL
}
