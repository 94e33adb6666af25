package dev.promptmeter.cli;

import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.util.List;
import java.util.stream.Collectors;

/** A command cannot be carried out; carries what to tell the user. The codes decide the exit code. */
final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    CliException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    CliException(String code, String text) {
        this(List.of(Problem.of(code, Source.NOWHERE, text)));
    }

    List<Problem> problems() {
        return problems;
    }
}
