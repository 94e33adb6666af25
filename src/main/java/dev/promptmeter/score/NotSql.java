package dev.promptmeter.score;

/** A text is not one SQL statement; the message says why. Carries no stack trace, since answers are often none. */
final class NotSql extends Exception {

    private static final long serialVersionUID = 1L;

    NotSql(String message) {
        super(message, null, false, false);
    }
}
