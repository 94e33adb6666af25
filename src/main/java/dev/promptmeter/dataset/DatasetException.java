package dev.promptmeter.dataset;

import java.util.List;
import java.util.stream.Collectors;

/** A dataset cannot be used; carries every problem that was found, in file order. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Takes at least one problem. */
    public DatasetException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** {@return what is wrong, in file order, at least one} */
    public List<Problem> problems() {
        return problems;
    }
}
