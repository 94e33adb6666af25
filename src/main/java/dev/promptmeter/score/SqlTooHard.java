package dev.promptmeter.score;

/** A statement could not be read within its limits. */
final class SqlTooHard extends Exception {

    private static final long serialVersionUID = 1L;

    SqlTooHard() {
        super("the statement took too much work to read", null, false, false);
    }
}
