/**
 * A pretend chat endpoint with scripted answers, known latency, tokens, cost and faults, and a ledger of what it really received
 * and sent. Start with {@link dev.promptmeter.simulator.Simulator}; {@link dev.promptmeter.simulator.Flags} lists all that can be
 * set, {@link dev.promptmeter.simulator.Script} says what it answers.
 *
 * <p>It shares no code with the client: its HTTP, JSON and CSV are its own, written from the wire formats, so that one misreading
 * cannot cancel the other. It never opens an outgoing connection.
 */
@NullMarked
package dev.promptmeter.simulator;

import org.jspecify.annotations.NullMarked;
