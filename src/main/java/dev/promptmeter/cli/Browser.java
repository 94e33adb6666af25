package dev.promptmeter.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a file in the user's browser, and only to a user at a terminal. */
final class Browser {

    private Browser() {}

    static void open(Path file, Session session) {
        if (!session.terminal().shows(Terminal.Stream.OUT)) {
            return;
        }
        try {
            new ProcessBuilder(command(file.toAbsolutePath().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            session.console().message("the browser cannot be started: " + e.getMessage());
        }
    }

    private static List<String> command(String file) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return List.of("open", file);
        }
        return system.contains("windows") ? List.of("cmd", "/c", "start", "", file) : List.of("xdg-open", file);
    }
}
