package dev.promptmeter.score.json;

/** A task took more steps than it was allowed. Carries no stack trace, since an answer can bring it about. */
public final class TooMuchWork extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuchWork() {
        super("took too much work", null, false, false);
    }
}
