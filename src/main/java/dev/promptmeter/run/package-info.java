/**
 * Carries out a run: what to send, in which order, with how many in flight, and what to do when it fails; exactly one result per
 * case and repeat. Start with {@link dev.promptmeter.run.Runner}.
 *
 * <p>Nothing here reads or writes files, prints, adds up or judges a run as a whole.
 */
@NullMarked
package dev.promptmeter.run;

import org.jspecify.annotations.NullMarked;
