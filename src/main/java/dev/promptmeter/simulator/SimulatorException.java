package dev.promptmeter.simulator;

import java.util.List;
import java.util.stream.Collectors;

/** Says everything that is wrong with a script or with the settings of a simulator, all of it in one go. */
public final class SimulatorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    SimulatorException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    SimulatorException(Problem problem) {
        this(List.of(problem));
    }

    /** {@return the problems in the order of the text, at least one} */
    public List<Problem> problems() {
        return problems;
    }
}
