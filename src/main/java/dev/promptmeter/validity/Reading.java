package dev.promptmeter.validity;

/** The figure of one reason. */
sealed interface Reading {

    /** There is one. */
    record Known(double value) implements Reading {}

    /** Whether one may be missing. */
    enum Missing implements Reading {
        /** The figure should be there, but nobody or no platform told. */
        NOT_MEASURED,
        /** The run is of a kind that has no such figure. */
        NOT_APPLICABLE
    }

    /** {@return the part of a whole; missing where there is no whole} */
    static Reading share(double part, double whole) {
        return whole > 0 ? new Known(part / whole) : Missing.NOT_APPLICABLE;
    }
}
