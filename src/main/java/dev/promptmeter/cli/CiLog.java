package dev.promptmeter.cli;

import dev.promptmeter.chat.Secret;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The log of a CI server that obeys lines: what it must hide, and what it must not take for a command. */
final class CiLog {

    private CiLog() {}

    /** {@return the text; on a server that obeys lines of a log, between marks that nobody can guess} */
    static String guarded(Map<String, String> environment, String text) {
        if (!obeys(environment)) {
            return text;
        }
        String token = UUID.randomUUID().toString();
        return "::stop-commands::" + token + "\n" + text + "::" + token + "::\n";
    }

    /** Tells the server which texts to hide, before anything else could show one; they are the one thing that we print of a key. */
    static void mask(Session session, List<Secret> keys) {
        if (obeys(session.environment())) {
            keys.forEach(key -> session.console().message("::add-mask::" + key.reveal()));
        }
    }

    private static boolean obeys(Map<String, String> environment) {
        return environment.getOrDefault("GITHUB_ACTIONS", "").equals("true");
    }
}
