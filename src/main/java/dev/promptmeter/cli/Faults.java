package dev.promptmeter.cli;

import dev.promptmeter.archive.BaselineException;
import dev.promptmeter.archive.StorageException;
import dev.promptmeter.dataset.DatasetException;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import dev.promptmeter.gate.ExitCode;
import dev.promptmeter.gate.GateException;
import dev.promptmeter.run.FilterException;
import dev.promptmeter.simulator.SimulatorException;
import dev.promptmeter.suite.SuiteException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What went wrong, as messages and an exit code. */
final class Faults {

    private static final String INTERNAL = "PM-9001";
    private static final String OUT_OF_MEMORY = "PM-9002";

    /** The first of these that applies decides, as for the end of a run. */
    private static final List<ExitCode> ORDER = List.of(
            ExitCode.INTERNAL,
            ExitCode.USAGE,
            ExitCode.ACCESS,
            ExitCode.STORAGE,
            ExitCode.EMPTY,
            ExitCode.INCONCLUSIVE);

    private static final Map<String, ExitCode> RANGES = Map.of(
            "20", ExitCode.ACCESS,
            "21", ExitCode.ACCESS,
            "30", ExitCode.INCONCLUSIVE,
            "40", ExitCode.EMPTY,
            "50", ExitCode.STORAGE,
            "90", ExitCode.INTERNAL);

    private Faults() {}

    /** {@return the messages of an exception that says what a user did wrong; empty if it does not} */
    static Optional<List<Problem>> of(RuntimeException e) {
        if (e instanceof CliException cli) {
            return Optional.of(cli.problems());
        }
        if (e instanceof SuiteException suite) {
            return Optional.of(suite.problems());
        }
        if (e instanceof DatasetException dataset) {
            return Optional.of(dataset.problems());
        }
        if (e instanceof BaselineException baseline) {
            return Optional.of(baseline.problems());
        }
        if (e instanceof StorageException storage) {
            return Optional.of(List.of(Problem.of(storage.code(), Source.NOWHERE, storage.getMessage())));
        }
        if (e instanceof FilterException filter) {
            return Optional.of(List.of(Problem.of(filter.code(), Source.NOWHERE, filter.getMessage())));
        }
        if (e instanceof GateException gate) {
            return Optional.of(List.of(Problem.of(gate.code(), Source.NOWHERE, gate.getMessage())));
        }
        if (e instanceof SimulatorException simulator) {
            return Optional.of(simulator.problems().stream().map(Faults::of).toList());
        }
        return Optional.empty();
    }

    /** {@return records that no file took and that the user must keep; usually none} */
    static List<String> unsaved(RuntimeException e) {
        return e instanceof StorageException storage ? storage.unsaved() : List.of();
    }

    private static Problem of(dev.promptmeter.simulator.Problem problem) {
        int line = problem.line() == null ? 0 : problem.line();
        int column = problem.column() == null ? 0 : problem.column();
        Source source = problem.file() == null ? Source.NOWHERE : new Source(problem.file(), line, column);
        return Problem.of("PM-1115", source, problem.text());
    }

    /** {@return the message for a broken promise of ours} */
    static Problem internal(String id, String where) {
        return Problem.of(INTERNAL, Source.NOWHERE, "internal error " + id + ": please report it with " + where);
    }

    /**
     * {@return the message for a fault that is none of ours: the machine gave too little}
     *
     * @param then what is to be said of what was done so far, and what to do; empty for nothing
     */
    static Problem outOfMemory(String then) {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        return Problem.of(
                OUT_OF_MEMORY,
                Source.NOWHERE,
                "out of memory: the heap of " + heap + " MiB is full. Give the program more"
                        + " (PROMPTMETER_JAVA_OPTS=-Xmx" + 4 * heap + "m), or ask fewer at a time (-j)" + then);
    }

    /** {@return whether it is that, or came of it} */
    static boolean isOutOfMemory(Throwable thrown) {
        return thrown instanceof OutOfMemoryError || thrown.getCause() instanceof OutOfMemoryError;
    }

    /** {@return the exit code that messages stand for; warnings stand for none} */
    static ExitCode exitCode(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> !problem.warning())
                .map(problem -> RANGES.getOrDefault(problem.code().substring(3, 5), ExitCode.USAGE))
                .min(Comparator.comparingInt(ORDER::indexOf))
                .orElse(ExitCode.OK);
    }
}
