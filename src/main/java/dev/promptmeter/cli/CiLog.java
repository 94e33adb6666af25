package dev.promptmeter.cli;

import dev.promptmeter.chat.Secret;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The log of a CI server that obeys lines: what it must hide, and what it must not take for a command. */
final class CiLog {

    private static final String STOP = "::stop-commands::";

    /** Some servers look for these anywhere in a line. */
    private static final Pattern MARK = Pattern.compile("##(?=\\[|vso\\[)");

    /** And for these behind any white space. */
    private static final Pattern BEGINNING = Pattern.compile("(?m)^([\\p{Z}\\t\\x0b\\f]*)::");

    private CiLog() {}

    /** {@return the text; on a server that obeys lines of a log, between marks that nobody can guess} */
    static String guarded(Map<String, String> environment, String text) {
        if (!obeys(environment)) {
            return text;
        }
        String token = UUID.randomUUID().toString();
        return STOP + token + "\n" + text + "::" + token + "::\n";
    }

    /** {@return what makes a text harmless on such a server, wherever in a line it looks for commands; leaves all else alone} */
    static UnaryOperator<String> inert(Map<String, String> environment) {
        return obeys(environment) || environment.containsKey("TF_BUILD") ? CiLog::inert : text -> text;
    }

    /** A JSON document stays the same document. */
    private static String inert(String text) {
        if (text.startsWith(STOP)) {
            return text;
        }
        boolean json = text.startsWith("{") || text.startsWith("[");
        String marked = text.indexOf("##") < 0 ? text : MARK.matcher(text).replaceAll(json ? "#\\\\u0023" : "# #");
        return json || !marked.contains("::")
                ? marked
                : BEGINNING.matcher(marked).replaceAll("$1: :");
    }

    /** Tells the server which texts to hide, before anything else could show one; they are the one thing that we print of a key. */
    static void mask(Session session, List<Secret> keys) {
        if (obeys(session.environment())) {
            keys.forEach(key -> session.console().command("::add-mask::" + key.reveal()));
        }
    }

    /** {@return whether that server obeys lines of its log, as a job of GitHub does} */
    static boolean obeys(Map<String, String> environment) {
        return environment.getOrDefault("GITHUB_ACTIONS", "").equals("true");
    }
}
