package dev.promptmeter.cli;

import dev.promptmeter.dataset.NearName;
import dev.promptmeter.dataset.Problem;
import dev.promptmeter.dataset.Source;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The program as a function of its streams. Only {@link #main} ends the process. */
public final class Main {

    private static final int INTERRUPTED = 130;

    private Main() {}

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Read once, when the HTTP client is first used, so they must be set before anything else.
        setUnlessGiven("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
        setUnlessGiven("slf4j.internal.verbosity", "ERROR");
        HeadStart.begin(arguments);
        Terminal terminal = Terminal.ofProcess();
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        Console console = new Console(
                out, err, CiLog.inert(System.getenv()).andThen(Glyphs.of(terminal, System.getenv()))::apply);
        Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> Crash.uncaught(console, cause));
        Session session = new Session(console, System.getenv(), terminal, new ProcessSignals(), Questions.ofProcess());
        int code = run(session, List.of(arguments));
        System.exit(code);
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    /**
     * {@return the exit code of the program with those arguments}
     *
     * @param out takes the result
     * @param err takes progress and messages
     * @param environment variables of the process; nobody else looks at those of the JVM
     */
    public static int run(PrintStream out, PrintStream err, Map<String, String> environment, String... arguments) {
        Console console = new Console(out, err, CiLog.inert(environment));
        Session session = new Session(console, environment, Terminal.NONE, Signals.NONE, Questions.NOBODY);
        return run(session, Arrays.asList(arguments));
    }

    private static int run(Session session, List<String> arguments) {
        try (Console console = session.console()) {
            try {
                return dispatch(session, arguments);
            } catch (RuntimeException e) {
                int code = failed(session, arguments, Faults.of(e).orElseGet(() -> List.of(crashed(session, e))));
                Faults.unsaved(e).forEach(console::message);
                return code;
            } catch (Error e) {
                return failed(session, arguments, List.of(crashed(session, e)));
            } catch (IOException e) {
                String text = e.getClass().getSimpleName() + ": " + e.getMessage();
                return failed(session, arguments, List.of(Problem.of("PM-5002", Source.NOWHERE, text)));
            } catch (InterruptedException e) {
                console.message("interrupted");
                return INTERRUPTED;
            }
        }
    }

    private static Problem crashed(Session session, Throwable e) {
        if (Faults.isOutOfMemory(e)) {
            return Faults.outOfMemory("");
        }
        String id = Crash.newId();
        return Faults.internal(id, Crash.logged(id, e, session.console().redactor()));
    }

    private static int failed(Session session, List<String> arguments, List<Problem> problems) {
        var exit = Faults.exitCode(problems);
        session.console().message(Messages.text(problems).stripTrailing());
        String twin = session.environment().getOrDefault(RunFlags.JSON.variable(), "");
        if (arguments.contains(RunFlags.JSON.name()) || twin.equals("true")) {
            session.console().result(Messages.json(exit, problems));
        }
        return exit.number();
    }

    private static int dispatch(Session session, List<String> arguments) throws IOException, InterruptedException {
        String word = arguments.isEmpty() ? "--help" : arguments.get(0);
        if (word.equals("--help") || word.equals("-h")) {
            session.console().result(HelpText.ofProgram());
            return 0;
        }
        if (word.equals("--version") || word.equals("-V")) {
            session.console().result(Version.line() + "\n");
            return 0;
        }
        Command command = Commands.named(word).orElseThrow(() -> unknown(word));
        List<String> rest = arguments.subList(1, arguments.size());
        if (asksForHelp(rest)) {
            session.console().result(HelpText.of(command));
            return 0;
        }
        Given given = CommandLines.parse(command, rest).with(session.environment(), command.topics());
        return command.run(session, given);
    }

    private static boolean asksForHelp(List<String> arguments) {
        int end = arguments.indexOf("--");
        List<String> flags = end < 0 ? arguments : arguments.subList(0, end);
        return flags.contains("--help") || flags.contains("-h");
    }

    private static CliException unknown(String word) {
        if (Commands.LATER.contains(word)) {
            return new CliException("PM-1001", "the command '" + word + "' is not yet supported");
        }
        List<String> known = Commands.ALL.stream().map(Command::name).toList();
        String question = NearName.question(word, known);
        String what = word.startsWith("-") ? "unknown option '" : "unknown command '";
        return new CliException(
                "PM-1001", what + word + "'" + (question.isEmpty() ? ": see promptmeter --help" : question));
    }
}
