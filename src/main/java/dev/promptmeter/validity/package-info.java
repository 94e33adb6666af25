/**
 * Says how far a run's own figures can be believed: whether the process was kept from running, the machine was busy, the load was what it
 * was meant to be, and the endpoint said how many tokens it used. Start with {@link dev.promptmeter.validity.Measurement}.
 *
 * <p>Nothing is watched here: what the verdict rests on comes from the journal, so that it can be made again from there.
 */
@NullMarked
package dev.promptmeter.validity;

import org.jspecify.annotations.NullMarked;
