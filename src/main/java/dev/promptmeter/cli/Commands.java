package dev.promptmeter.cli;

import java.util.List;
import java.util.Optional;

/** Every command there is. A new one is one class and one line here. */
final class Commands {

    /** In the order of the help text. */
    static final List<Command> ALL = List.of(
            new RunCommand(),
            new ValidateCommand(),
            new InitCommand(),
            new ReportCommand(),
            new RescoreCommand(),
            new MergeCommand(),
            new ShowCommand(),
            new CompareCommand(),
            new BaselineCommand(),
            new PlanCommand(),
            new CacheCommand(),
            new SimulateCommand(),
            new CalibrateCommand(),
            new SchemaCommand(),
            new ChecksCommand(),
            new CompletionCommand(),
            new HelpCommand());

    /** Known, not listed, and refused. */
    static final List<String> LATER = List.of("doctor", "reconcile", "import");

    private Commands() {}

    /** {@return the command of that name, or empty if there is none} */
    static Optional<Command> named(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
