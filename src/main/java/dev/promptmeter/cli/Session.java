package dev.promptmeter.cli;

import java.util.Map;

/**
 * What a command stands in.
 *
 * @param console where text for people goes
 * @param environment variables of the process
 * @param terminal what the streams lead to
 * @param signals where signals come from
 * @param questions where a person answers
 */
record Session(
        Console console, Map<String, String> environment, Terminal terminal, Signals signals, Questions questions) {

    Session {
        environment = Map.copyOf(environment);
    }
}
