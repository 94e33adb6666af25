/**
 * Reads a suite file, or the flags of direct mode, into everything a run needs. Start with {@link dev.promptmeter.suite.RunSetup}.
 *
 * <p>Checks all that can be checked before anything is sent; runs nothing itself.
 */
@NullMarked
package dev.promptmeter.suite;

import org.jspecify.annotations.NullMarked;
