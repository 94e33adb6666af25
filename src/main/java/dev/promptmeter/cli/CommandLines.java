package dev.promptmeter.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Commands as picocli sees them, which writes their help and completion. {@link Arguments} reads what is given. */
final class CommandLines {

    private CommandLines() {}

    /** {@return the command with all its flags, for its help} */
    static CommandLine line(Command command) {
        return literal(new CommandLine(spec(command)));
    }

    /** {@return the program with all its commands, for completion} */
    static CommandLine program() {
        CommandSpec program = CommandSpec.create().name("promptmeter");
        Commands.ALL.forEach(command -> program.addSubcommand(command.name(), spec(command)));
        return literal(new CommandLine(program));
    }

    private static CommandLine literal(CommandLine line) {
        return line.setInterpolateVariables(false);
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = CommandSpec.create().name("promptmeter " + command.name());
        command.topics().stream()
                .flatMap(topic -> topic.flags().stream())
                .forEach(flag -> spec.addOption(option(flag)));
        if (!command.words().isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("0..*")
                    .paramLabel(command.words())
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .build());
        }
        return spec;
    }

    private static OptionSpec option(Flag flag) {
        OptionSpec.Builder option = OptionSpec.builder(flag.names().toArray(String[]::new))
                .type(List.class)
                .hidden(!flag.ready())
                .description(flag.help());
        if (flag.kind() == Flag.Kind.SWITCH) {
            return option.auxiliaryTypes(Boolean.class).arity("0").build();
        }
        option.auxiliaryTypes(String.class).paramLabel(flag.label());
        return option.arity(flag.kind() == Flag.Kind.OPTIONAL ? "0..1" : "1").build();
    }
}
