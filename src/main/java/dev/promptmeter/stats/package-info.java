/**
 * Estimators with honest uncertainty, tests of boundaries, and accumulators whose result does not depend on the order of
 * what they were given. Start with {@link dev.promptmeter.stats.Proportion}, {@link dev.promptmeter.stats.Mean} and
 * {@link dev.promptmeter.stats.Latencies} for one run, with {@link dev.promptmeter.stats.PairedPasses},
 * {@link dev.promptmeter.stats.PairedSample} and {@link dev.promptmeter.stats.QuantileRatio} for two, and with
 * {@link dev.promptmeter.stats.NonInferiority} for planning. All that decides comes as
 * {@link dev.promptmeter.stats.Evidence}.
 *
 * <p>Everything here works on primitives and small records: no files, no clock, no logging, nothing of the other chapters.
 * What cannot be computed is absent, never 0 or NaN; {@link dev.promptmeter.stats.Absence} names the reasons.
 */
@NullMarked
package dev.promptmeter.stats;

import org.jspecify.annotations.NullMarked;
