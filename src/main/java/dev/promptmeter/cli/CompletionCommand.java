package dev.promptmeter.cli;

import java.util.List;
import picocli.AutoComplete;

/** Prints the script that lets a shell complete commands and flags. */
final class CompletionCommand implements Command {

    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String summary() {
        return "print shell completion for bash or zsh";
    }

    @Override
    public String words() {
        return "bash|zsh";
    }

    @Override
    public List<Topic> topics() {
        return List.of();
    }

    @Override
    public List<String> examples() {
        return List.of("source <(promptmeter completion bash)");
    }

    @Override
    public int run(Session session, Given given) {
        if (given.words().size() != 1 || !SHELLS.contains(given.words().get(0))) {
            throw new CliException("PM-1003", "completion needs the name of a shell: bash or zsh");
        }
        // The script serves both: in zsh it switches on bash completion by itself.
        session.console().result(AutoComplete.bash("promptmeter", CommandLines.program()));
        return 0;
    }
}
