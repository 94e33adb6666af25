package dev.promptmeter.cli;

import java.io.Console;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the streams lead to.
 *
 * @param shown the streams that a person looks at
 * @param columns how wide that is
 */
record Terminal(Set<Stream> shown, int columns) {

    /** A stream of ours. */
    enum Stream {
        /** Standard output. */
        OUT,
        /** Standard error. */
        ERR
    }

    /** Nobody looks: pipes and files. */
    static final Terminal NONE = new Terminal(Set.of(), 80);

    /** What the launcher has found out; the JVM itself cannot ask about standard error. */
    private static final String SHOWN = "promptmeter.terminal";

    private static final String COLUMNS = "promptmeter.columns";

    Terminal {
        shown = Set.copyOf(shown);
    }

    /** {@return the terminal of this process} */
    static Terminal ofProcess() {
        int columns = Integer.getInteger(COLUMNS, NONE.columns);
        String told = System.getProperty(SHOWN);
        if (told != null) {
            Set<Stream> shown = EnumSet.noneOf(Stream.class);
            Arrays.stream(Stream.values())
                    .filter(stream -> told.contains(stream.name().toLowerCase(Locale.ROOT)))
                    .forEach(shown::add);
            return new Terminal(shown, columns);
        }
        return interactive() ? new Terminal(EnumSet.allOf(Stream.class), columns) : NONE;
    }

    /** From Java 22 on there is a console even where nobody looks, and it says so itself. */
    static boolean interactive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    boolean shows(Stream stream) {
        return shown.contains(stream);
    }

    /** {@return whether a block may be repainted there} */
    boolean paints(Map<String, String> environment) {
        return shows(Stream.ERR) && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** {@return whether words on that stream are coloured; {@code --color} wins over the environment} */
    boolean colours(Stream stream, String when, Map<String, String> environment) {
        return switch (when) {
            case "always" -> true;
            case "never" -> false;
            default -> colours(stream, environment);
        };
    }

    private boolean colours(Stream stream, Map<String, String> environment) {
        if (set(environment, "NO_COLOR")) {
            return false;
        }
        return set(environment, "FORCE_COLOR")
                || set(environment, "CLICOLOR_FORCE")
                || shows(stream) && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    private static boolean set(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** {@return whether every character can be shown: a pipe takes UTF-8, a terminal what its locale says} */
    boolean unicode(Map<String, String> environment) {
        String locale = environment.getOrDefault("LC_ALL", "");
        for (String name : new String[] {"LC_CTYPE", "LANG"}) {
            locale = locale.isEmpty() ? environment.getOrDefault(name, "") : locale;
        }
        String upper = locale.toUpperCase(Locale.ROOT);
        return shown.isEmpty() || upper.contains("UTF-8") || upper.contains("UTF8");
    }
}
