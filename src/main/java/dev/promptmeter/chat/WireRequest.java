package dev.promptmeter.chat;

/**
 * One attempt, ready to be sent.
 *
 * @param id client request id, unique in the run, within {@code A-Za-z0-9._:-} and 128 characters
 * @param body the bytes to send; not to be changed
 * @param stream whether the body asks for a stream
 */
public record WireRequest(String id, byte[] body, boolean stream) {}
