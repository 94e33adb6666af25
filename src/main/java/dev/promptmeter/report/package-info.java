/**
 * A finished run as text for a reader. Start with {@link dev.promptmeter.report.Report}; {@link dev.promptmeter.report.Reports} is the
 * list.
 *
 * <p>Same run in, same bytes out: no clock, no environment, no figure that the summary does not hold.
 */
@NullMarked
package dev.promptmeter.report;

import org.jspecify.annotations.NullMarked;
