/**
 * Is it good enough? Start with {@link dev.promptmeter.gate.Gate}; {@link dev.promptmeter.gate.GateParser} reads one and {@link
 * dev.promptmeter.gate.Verdict} is the answer for a whole run.
 *
 * <p>Gates read the figures of a summary and make none of a run of their own; beside a baseline they use the cases that a {@link
 * dev.promptmeter.compare.Comparison} has paired. Each is judged alone first, then all together. How figures read for people stands here as well, in {@link
 * dev.promptmeter.gate.FigureText}, because reasons are written in the same digits as every report.
 */
@NullMarked
package dev.promptmeter.gate;

import org.jspecify.annotations.NullMarked;
