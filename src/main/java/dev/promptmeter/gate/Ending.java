package dev.promptmeter.gate;

/**
 * How a run ends, and why.
 *
 * @param code what the program ends with
 * @param reason one sentence
 */
record Ending(ExitCode code, String reason) {}
