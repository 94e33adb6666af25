package dev.promptmeter.validity;

/** How far figures can be believed, best first. */
public enum Level {
    /** Nothing speaks against them. */
    VALID,
    /** To be read with doubt. */
    SUSPECT,
    /** Not to be used: gates on them decide nothing. */
    INVALID
}
