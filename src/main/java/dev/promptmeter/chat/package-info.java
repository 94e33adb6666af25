/**
 * What is sent and what came back, as values, and the one interface for "something that answers": {@link
 * dev.promptmeter.chat.ChatEndpoint}.
 *
 * <p>No network and no wire format here; those live in the packages below, one per vendor.
 */
@NullMarked
package dev.promptmeter.chat;

import org.jspecify.annotations.NullMarked;
