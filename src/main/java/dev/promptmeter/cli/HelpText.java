package dev.promptmeter.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code --help} prints. */
final class HelpText {

    private static final int WIDTH = 100;

    private HelpText() {}

    /** {@return the program's own help: what it is for and its commands} */
    static String ofProgram() {
        int widest = Commands.ALL.stream()
                .mapToInt(each -> each.name().length())
                .max()
                .orElse(0);
        StringBuilder out = new StringBuilder(
                "Evaluates prompts against OpenAI-compatible chat endpoints: quality, latency and cost of the same rows.\n\n"
                        + "Usage: promptmeter COMMAND [FLAGS]\n\nCommands:\n");
        for (Command command : Commands.ALL) {
            out.append("  ")
                    .append(command.name())
                    .append(" ".repeat(widest - command.name().length() + 3));
            out.append(command.summary()).append('\n');
        }
        return out.append("\nFirst steps:\n"
                        + "  promptmeter init demo && cd demo && promptmeter run    # no key, no network\n"
                        + "  promptmeter run cases.csv --model NAME --base-url URL  # your endpoint, no suite file\n"
                        + "  promptmeter help run                                   # every flag of run\n\n"
                        + "Exit codes: 0 ok, 2 usage, 3 access, 4 nothing selected, 5 storage, 100 a gate failed,\n"
                        + "            102 the run cannot decide, 130 Ctrl-C\n")
                .toString();
    }

    /** {@return the help of one command: flags by group, environment, examples} */
    static String of(Command command) {
        StringBuilder out = new StringBuilder(command.summary())
                .append("\n\nUsage: promptmeter ")
                .append(command.name());
        out.append(" [FLAGS]")
                .append(command.words().isEmpty() ? "" : " " + command.words())
                .append('\n');
        CommandLine line = CommandLines.line(command);
        line.getCommandSpec().usageMessage().width(WIDTH).sortOptions(false);
        Help help = line.getHelp();
        for (Topic topic : command.topics()) {
            String options = options(help, topic);
            out.append(options.isEmpty() ? "" : "\n" + topic.title() + "\n" + options);
        }
        out.append("\nEvery flag can be set in the environment: --max-duration is PROMPTMETER_MAX_DURATION.\n");
        if (!command.examples().isEmpty()) {
            out.append("\nExamples:\n");
            command.examples()
                    .forEach(example -> out.append("  ").append(example).append('\n'));
        }
        return out.toString();
    }

    private static String options(Help help, Topic topic) {
        List<OptionSpec> options = new ArrayList<>();
        for (Flag flag : topic.flags()) {
            if (flag.ready()) {
                options.add(help.commandSpec().findOption(flag.name()));
            }
        }
        return help.optionListExcludingGroups(
                options,
                help.createDefaultLayout(options, List.of(), help.colorScheme()),
                null,
                help.createDefaultParamLabelRenderer());
    }
}
