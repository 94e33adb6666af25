/**
 * What it all adds up to. {@link dev.promptmeter.summary.Tally} takes results in any order and merges exactly; {@link
 * dev.promptmeter.summary.Summary} is what it comes to, and the only place where figures get their names.
 *
 * <p>Nothing here judges a figure or renders it.
 */
@NullMarked
package dev.promptmeter.summary;

import org.jspecify.annotations.NullMarked;
