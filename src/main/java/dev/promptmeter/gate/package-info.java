/**
 * Is it good enough? Start with {@link dev.promptmeter.gate.Gate}; {@link dev.promptmeter.gate.GateParser} reads one and {@link
 * dev.promptmeter.gate.Verdict} is the answer for a whole run.
 *
 * <p>Gates read the figures of a summary and never compute one. How figures read for people stands here as well, in {@link
 * dev.promptmeter.gate.FigureText}, because reasons are written in the same digits as every report.
 */
@NullMarked
package dev.promptmeter.gate;

import org.jspecify.annotations.NullMarked;
