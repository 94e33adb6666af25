/**
 * Models inside this process that turn texts into numbers. Start with {@link dev.promptmeter.chat.inprocess.EmbeddingModel}, which a
 * library brings along on the class path; {@link dev.promptmeter.chat.inprocess.InProcessEndpoint} is asked like any other endpoint.
 *
 * <p>An answer takes the form that endpoints give it over the network, so it is recorded, read and read again in the same way. No such
 * model is part of the program itself.
 */
@NullMarked
package dev.promptmeter.chat.inprocess;

import org.jspecify.annotations.NullMarked;
