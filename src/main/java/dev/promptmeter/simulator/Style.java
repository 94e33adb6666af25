package dev.promptmeter.simulator;

/**
 * The form of an answer, apart from what it says.
 *
 * @param stamped whether it carries truth stamps
 * @param runningUsage whether each event tells the tokens so far
 */
record Style(int status, Pace pace, Bundles bundles, Modes.RoleChunk roleChunk, boolean stamped, boolean runningUsage) {

    /** {@return the same with the tokens so far in each event} */
    Style running() {
        return new Style(status, pace, bundles, roleChunk, stamped, true);
    }

    /** How tokens are bundled, and the numbers by which. */
    record Bundles(TokenBundle sizes, NumberStream numbers) {

        int size(int event) {
            return sizes.size(event, numbers);
        }
    }
}
