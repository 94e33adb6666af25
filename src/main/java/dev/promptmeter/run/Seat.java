package dev.promptmeter.run;

/**
 * The place of a repeat among those whose answers are compared with its own.
 *
 * @param siblings all of them
 * @param place from 0, in the order in which they are asked
 */
record Seat(Siblings siblings, int place) {}
