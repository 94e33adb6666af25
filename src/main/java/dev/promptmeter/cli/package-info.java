/**
 * Flags in, streams and exit code out. Start with {@link dev.promptmeter.cli.Main}; each command is one class that implements
 * {@code Command}, and {@code Commands} lists them.
 *
 * <p>The only chapter that reads the environment, writes to the console, listens to signals and ends the process. What a run is
 * and what it comes to is decided below.
 */
@NullMarked
package dev.promptmeter.cli;

import org.jspecify.annotations.NullMarked;
