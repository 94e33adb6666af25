package dev.promptmeter.simulator;

/** A text that does not say what it should, and the offset at which that shows. */
final class BadText extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int at;

    BadText(String message, int at) {
        super(message);
        this.at = at;
    }

    int at() {
        return at;
    }
}
