package dev.promptmeter.simulator;

/** A fault that holds for a request, and the numbers it may draw. */
record Struck(Fault fault, NumberStream numbers) {}
