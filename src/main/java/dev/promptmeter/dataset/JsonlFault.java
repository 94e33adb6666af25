package dev.promptmeter.dataset;

/** Ends the reading of one line of JSON Lines; carries no stack trace, since a file may have many such lines. */
final class JsonlFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    JsonlFault(Problem problem) {
        super(problem.text(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
