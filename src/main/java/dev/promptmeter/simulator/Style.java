package dev.promptmeter.simulator;

/**
 * The form of an answer, apart from what it says.
 *
 * @param stamped whether it carries truth stamps
 * @param runningUsage whether each event tells the tokens so far
 */
record Style(int status, Pace pace, Bundles bundles, Modes.RoleChunk roleChunk, boolean stamped, boolean runningUsage) {

    /** How tokens are bundled, and the numbers by which. */
    record Bundles(TokenBundle sizes, NumberStream numbers) {

        int size(int event) {
            return sizes.size(event, numbers);
        }
    }
}
