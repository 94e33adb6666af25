package dev.promptmeter.chat;

/** Whether a provider may have charged for an attempt. */
public enum Billed {
    /** It did not. */
    NO,
    /** It may have: the request was sent and no usable answer says. */
    MAYBE,
    /** It did. */
    YES
}
