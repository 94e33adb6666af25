package dev.promptmeter.cli;

import tools.jackson.databind.json.JsonMapper;

/**
 * Begins what a run needs soon and what takes long the first time, on a thread of its own while the command line is read. Whoever needs
 * it earlier waits for it, as for any class that is being initialised.
 */
final class HeadStart {

    private HeadStart() {}

    /** Begins if that is the command line of a run, and returns at once. */
    static void begin(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("run")) {
            return;
        }
        Thread thread = new Thread(JsonMapper::shared, "promptmeter-start");
        thread.setDaemon(true);
        thread.start();
    }
}
