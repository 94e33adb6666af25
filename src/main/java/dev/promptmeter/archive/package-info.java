/**
 * A run on disk: append, recover, read again. Start with {@link dev.promptmeter.archive.RunFolder}.
 *
 * <p>The journal is the truth; everything else in a run folder can be made again from it. Nothing here renders a report.
 */
@NullMarked
package dev.promptmeter.archive;

import org.jspecify.annotations.NullMarked;
