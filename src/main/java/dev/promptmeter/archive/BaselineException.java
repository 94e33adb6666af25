package dev.promptmeter.archive;

import dev.promptmeter.dataset.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A baseline file cannot be used as it is. Carries every fault that was found, at most 20. */
public final class BaselineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BaselineException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** {@return what to tell the user} */
    public List<Problem> problems() {
        return problems;
    }
}
