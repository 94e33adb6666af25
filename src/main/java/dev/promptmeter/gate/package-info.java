/**
 * Is it good enough? Start with {@link dev.promptmeter.gate.Gate}; {@link dev.promptmeter.gate.Verdict} is the answer for a whole
 * run.
 *
 * <p>Gates read the figures of a summary and never compute one.
 */
@NullMarked
package dev.promptmeter.gate;

import org.jspecify.annotations.NullMarked;
