/**
 * The whole story in one class: start with {@link dev.promptmeter.Promptmeter}, which runs a suite, keeps every result and
 * says whether it was good enough.
 *
 * <p>Everything else lives in the chapters below; nothing here reads flags, prints or exits.
 */
@NullMarked
package dev.promptmeter;

import org.jspecify.annotations.NullMarked;
