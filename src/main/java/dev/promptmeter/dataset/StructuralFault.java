package dev.promptmeter.dataset;

/** A fault after which nothing that follows in the file can be trusted. */
final class StructuralFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    StructuralFault(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
