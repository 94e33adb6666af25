package dev.promptmeter.archive;

/** What is done about records of a journal that are damaged and not at its end. */
public enum Damage {
    /** The journal is refused, with the numbers of the lines. */
    REFUSE,
    /** They are left out, and the reader is told. */
    ACCEPT
}
