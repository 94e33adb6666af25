package dev.promptmeter.cli;

import java.util.List;

/** Says what a command does. */
final class HelpCommand implements Command {

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "what a command does, with its flags and examples";
    }

    @Override
    public String words() {
        return "[COMMAND]";
    }

    @Override
    public List<Topic> topics() {
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("promptmeter help run");
    }

    @Override
    public int run(Session session, Given given) {
        String text = given.words().isEmpty()
                ? HelpText.ofProgram()
                : HelpText.of(named(given.words().get(0)));
        session.console().result(text);
        return 0;
    }

    private static Command named(String name) {
        return Commands.named(name)
                .orElseThrow(
                        () -> new CliException("PM-1001", "unknown command '" + name + "': see promptmeter --help"));
    }
}
