/**
 * Reads a suite file, or the flags of direct mode, into everything a run needs. Start with {@link
 * dev.promptmeter.suite.Suite}; {@link dev.promptmeter.suite.SuiteScan} holds it against its datasets, {@link
 * dev.promptmeter.suite.Endpoints} makes its models ready, and {@link dev.promptmeter.suite.RunSetup} is the result.
 *
 * <p>Each key is declared once, with type, range and default; the same declaration reads the file and prints the JSON Schema.
 * Nothing here sends a prompt, and no key ever stands in a message.
 */
@NullMarked
package dev.promptmeter.suite;

import org.jspecify.annotations.NullMarked;
