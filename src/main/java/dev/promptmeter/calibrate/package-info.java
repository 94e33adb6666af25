/**
 * How wrong this client's own instants are: asks a simulator with the client of a run and compares what both stamped. Start with
 * {@link dev.promptmeter.calibrate.Calibration}.
 *
 * <p>It starts no simulator and writes no file; it is told of the truth through {@link dev.promptmeter.calibrate.Truth}. Nothing that it
 * finds ever corrects a measured value.
 */
@NullMarked
package dev.promptmeter.calibrate;

import org.jspecify.annotations.NullMarked;
