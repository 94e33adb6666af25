package dev.promptmeter.chat;

/** Turns a request into the bytes of one wire format. The same request always gives the same bytes. Safe for many threads. */
@FunctionalInterface
public interface RequestWriter {

    /** {@return the body to send: these bytes are hashed, journalled and sent} */
    byte[] write(ChatRequest request);
}
