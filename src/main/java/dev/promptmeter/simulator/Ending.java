package dev.promptmeter.simulator;

/** What happens to the connection after the last byte of an answer. */
enum Ending {
    /** It stays for the next request. */
    OPEN,
    /** FIN. */
    CLOSE,
    /** RST. */
    RESET,
    /** It stays, and the answer never counts as finished. */
    HOLD
}
