package dev.promptmeter.cli;

import dev.promptmeter.dataset.NearName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands behind a command: flags and words in any order, taken literally, without files of arguments, expansion or
 * abbreviation.
 *
 * <p>Picocli knows the same flags, for help and completion. Its classes are older than what a JVM keeps in its archive of loaded classes,
 * so that to read a line with it took a tenth of a small run.
 */
final class Arguments {

    private static final String END_OF_FLAGS = "--";

    private final Command command;
    private final Deque<String> left;
    private final Map<Flag, List<String>> values = new IdentityHashMap<>();
    private final List<String> words = new ArrayList<>();

    private Arguments(Command command, List<String> arguments) {
        this.command = command;
        this.left = new ArrayDeque<>(arguments);
    }

    /**
     * {@return what stands on the command line of that command}
     *
     * @throws CliException if it does not fit the command
     */
    static Given parse(Command command, List<String> arguments) {
        Arguments all = new Arguments(command, arguments);
        while (!all.left.isEmpty()) {
            all.take(all.left.pop());
        }
        return Given.of(all.values, all.words);
    }

    private void take(String argument) {
        if (argument.equals(END_OF_FLAGS)) {
            left.forEach(this::word);
            left.clear();
        } else if (argument.startsWith(END_OF_FLAGS)) {
            named(argument);
        } else if (argument.startsWith("-") && argument.length() > 1) {
            shortNamed(argument);
        } else {
            word(argument);
        }
    }

    private void word(String argument) {
        if (command.words().isEmpty()) {
            throw new CliException(
                    "PM-1001", "unexpected argument '" + argument + "': see promptmeter " + command.name() + " --help");
        }
        words.add(argument);
    }

    private void named(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        Flag flag = flag(name);
        if (flag == null) {
            throw unknown(name);
        }
        give(flag, equals < 0 ? null : argument.substring(equals + 1));
    }

    /** Behind a short name may stand its value, with an equals sign or without, or behind that of a switch another short name. */
    private void shortNamed(String argument) {
        Flag flag = flag(argument.substring(0, 2));
        if (flag == null) {
            throw unknown(argument);
        }
        String behind = argument.substring(2);
        if (flag.kind() != Flag.Kind.SWITCH) {
            String value = behind.startsWith("=") ? behind.substring(1) : behind;
            give(flag, behind.isEmpty() ? null : value);
        } else if (behind.startsWith("=")) {
            give(flag, behind.substring(1));
        } else {
            give(flag, null);
            if (!behind.isEmpty()) {
                shortNamed("-" + behind);
            }
        }
    }

    /** The value is null where none is joined to the name. */
    private void give(Flag flag, @Nullable String joined) {
        String value = switch (flag.kind()) {
            case SWITCH -> toggled(flag, joined);
            case OPTIONAL -> joined != null ? joined : meant(flag);
            case VALUE, LIST -> joined != null ? joined : next(flag);
        };
        values.computeIfAbsent(flag, same -> new ArrayList<>()).add(value);
    }

    private static String toggled(Flag flag, @Nullable String joined) {
        if (joined != null) {
            throw new CliException("PM-1003", "'" + flag.name() + "' takes no value, but is given '" + joined + "'");
        }
        return Given.BARE;
    }

    /** The next word belongs to the flag only if it looks like its value: {@code --resume} may stand before a suite. */
    private String meant(Flag flag) {
        boolean meant = !left.isEmpty() && flag.rule().accepts().test(left.peek());
        return meant ? left.pop() : Given.BARE;
    }

    private String next(Flag flag) {
        if (left.isEmpty() || isFlag(left.peek())) {
            throw new CliException(
                    "PM-1003",
                    "'" + flag.name() + "' needs a value: " + flag.rule().expected());
        }
        return left.pop();
    }

    /** A value may begin with a hyphen, as long as it is no flag. */
    private boolean isFlag(String argument) {
        if (argument.equals(END_OF_FLAGS)) {
            return true;
        }
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return flag(name) != null || argument.length() > 2 && flag(argument.substring(0, 2)) != null;
    }

    private @Nullable Flag flag(String name) {
        for (Topic topic : command.topics()) {
            for (Flag flag : topic.flags()) {
                if (flag.name().equals(name) || name.equals(flag.shortName())) {
                    return flag;
                }
            }
        }
        return null;
    }

    private CliException unknown(String name) {
        List<String> known = command.topics().stream()
                .flatMap(topic -> topic.flags().stream())
                .filter(Flag::ready)
                .map(Flag::name)
                .toList();
        String question = NearName.question(name, known);
        String hint = question.isEmpty() ? ": see promptmeter " + command.name() + " --help" : question;
        return new CliException("PM-1001", "unknown option '" + name + "'" + hint);
    }
}
