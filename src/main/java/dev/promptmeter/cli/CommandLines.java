package dev.promptmeter.cli;

import dev.promptmeter.dataset.NearName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Commands as picocli sees them. Arguments are taken literally: no files of arguments, no expansion, no abbreviation. */
final class CommandLines {

    private CommandLines() {}

    /**
     * {@return what stands on the command line of that command}
     *
     * @throws CliException if it does not fit the command
     */
    static Given parse(Command command, List<String> arguments) {
        CommandLine line = literal(new CommandLine(spec(command, flag -> mentioned(flag, arguments))));
        try {
            line.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.UnmatchedArgumentException e) {
            throw unknown(e.getUnmatched().get(0), command);
        } catch (CommandLine.MissingParameterException e) {
            throw new CliException("PM-1003", missing(e, command));
        } catch (CommandLine.ParameterException e) {
            throw new CliException("PM-1003", e.getMessage());
        }
        return Given.of(values(line, command), words(line));
    }

    /** To know all flags of a command takes longer than to know those that are used, which a small run would notice. */
    private static boolean mentioned(Flag flag, List<String> arguments) {
        return flag.shortName() != null
                || arguments.stream().anyMatch(each -> each.equals(flag.name()) || each.startsWith(flag.name() + "="));
    }

    /** {@return the command with all its flags, for its help} */
    static CommandLine line(Command command) {
        return literal(new CommandLine(spec(command, flag -> true)));
    }

    /** {@return the program with all its commands, for completion} */
    static CommandLine program() {
        CommandSpec program = CommandSpec.create().name("promptmeter");
        Commands.ALL.forEach(command -> program.addSubcommand(command.name(), spec(command, flag -> true)));
        return literal(new CommandLine(program));
    }

    private static CommandLine literal(CommandLine line) {
        return line.setExpandAtFiles(false).setInterpolateVariables(false).setOverwrittenOptionsAllowed(true);
    }

    private static CommandSpec spec(Command command, Predicate<Flag> wanted) {
        CommandSpec spec = CommandSpec.create().name("promptmeter " + command.name());
        command.topics().stream()
                .flatMap(topic -> topic.flags().stream())
                .filter(wanted)
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

    static OptionSpec option(Flag flag) {
        OptionSpec.Builder option = OptionSpec.builder(flag.names().toArray(String[]::new))
                .type(List.class)
                .hidden(!flag.ready())
                .description(flag.help());
        if (flag.kind() == Flag.Kind.SWITCH) {
            return option.auxiliaryTypes(Boolean.class).arity("0").build();
        }
        option.auxiliaryTypes(String.class).paramLabel(flag.label());
        return flag.kind() == Flag.Kind.OPTIONAL
                ? option.arity("0..1")
                        .parameterConsumer((words, arg, spec) -> takeIfMeant(flag, words, arg))
                        .build()
                : option.arity("1").build();
    }

    /** The next word belongs to the flag only if it looks like its value: {@code --resume} may stand before a suite. */
    private static void takeIfMeant(Flag flag, Stack<String> words, ArgSpec argument) {
        boolean meant = !words.isEmpty() && flag.rule().accepts().test(words.peek());
        List<String> values = new ArrayList<>();
        List<String> before = argument.getValue();
        if (before != null) {
            values.addAll(before);
        }
        values.add(meant ? words.pop() : Given.BARE);
        argument.setValue(values);
    }

    private static Map<Flag, List<String>> values(CommandLine line, Command command) {
        Map<Flag, List<String>> values = new IdentityHashMap<>();
        for (Topic topic : command.topics()) {
            for (Flag flag : topic.flags()) {
                OptionSpec option = line.getCommandSpec().findOption(flag.name());
                List<?> given = option == null ? null : option.getValue();
                if (given != null && !given.isEmpty()) {
                    boolean toggle = flag.kind() == Flag.Kind.SWITCH;
                    values.put(
                            flag,
                            given.stream()
                                    .map(each -> toggle ? Given.BARE : (String) each)
                                    .toList());
                }
            }
        }
        return values;
    }

    private static List<String> words(CommandLine line) {
        List<PositionalParamSpec> positional = line.getCommandSpec().positionalParameters();
        List<String> words = positional.isEmpty() ? null : positional.get(0).getValue();
        return words == null ? List.of() : words;
    }

    private static CliException unknown(String word, Command command) {
        if (!word.startsWith("-") || word.equals("-")) {
            return new CliException(
                    "PM-1001", "unexpected argument '" + word + "': see promptmeter " + command.name() + " --help");
        }
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        List<String> known = command.topics().stream()
                .flatMap(topic -> topic.flags().stream())
                .filter(Flag::ready)
                .map(Flag::name)
                .toList();
        String question = NearName.question(name, known);
        String hint = question.isEmpty() ? ": see promptmeter " + command.name() + " --help" : question;
        return new CliException("PM-1001", "unknown option '" + name + "'" + hint);
    }

    private static String missing(CommandLine.MissingParameterException e, Command command) {
        String name = e.getMissing().get(0) instanceof OptionSpec option ? option.longestName() : "?";
        return command.topics().stream()
                .flatMap(topic -> topic.flags().stream())
                .filter(flag -> flag.name().equals(name))
                .findFirst()
                .map(flag -> "'" + name + "' needs a value: " + flag.rule().expected())
                .orElse(String.valueOf(e.getMessage()));
    }
}
