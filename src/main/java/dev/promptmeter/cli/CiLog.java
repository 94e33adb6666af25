package dev.promptmeter.cli;

import java.util.Map;
import java.util.UUID;

/** What the log of a CI server must not take for a command of ours. */
final class CiLog {

    private CiLog() {}

    /** {@return the text; on a server that obeys lines of a log, between marks that nobody can guess} */
    static String guarded(Map<String, String> environment, String text) {
        if (!environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")) {
            return text;
        }
        String token = UUID.randomUUID().toString();
        return "::stop-commands::" + token + "\n" + text + "::" + token + "::\n";
    }
}
