/**
 * What changed since a baseline. Start with {@link dev.promptmeter.compare.Comparison}; both of its sides are a {@link
 * dev.promptmeter.compare.Baseline}, which {@link dev.promptmeter.compare.BaselineRecorder} makes of the results of a run.
 *
 * <p>Pairs cases, says which figures may be compared at all, and finds the word for each change. Reads and writes no file, and decides
 * no exit code.
 */
@NullMarked
package dev.promptmeter.compare;

import org.jspecify.annotations.NullMarked;
