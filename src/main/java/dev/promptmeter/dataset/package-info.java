/**
 * What is asked: the rows of a dataset, one at a time, with the checks their author wrote. Start with {@link
 * dev.promptmeter.dataset.DatasetFile}.
 *
 * <p>Reads files and nothing else: it sends nothing, judges nothing, and does not know which checks exist until it is told.
 */
@NullMarked
package dev.promptmeter.dataset;

import org.jspecify.annotations.NullMarked;
