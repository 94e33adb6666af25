package dev.promptmeter.suite;

import dev.promptmeter.dataset.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A suite cannot be used; carries every problem of the stage that found some, in file order. */
public final class SuiteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Takes at least one problem. */
    public SuiteException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, at least one} */
    public List<Problem> problems() {
        return problems;
    }
}
