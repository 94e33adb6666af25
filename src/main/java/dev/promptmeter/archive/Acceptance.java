package dev.promptmeter.archive;

/** Whether answers on record that are no longer asked for may leave the results. */
enum Acceptance {
    /** They may. */
    GIVEN,
    /** A start that would leave any is refused. */
    NOT_GIVEN
}
