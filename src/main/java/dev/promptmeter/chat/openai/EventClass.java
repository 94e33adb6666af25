package dev.promptmeter.chat.openai;

/** What an event of a stream brings. One may bring several, so a set of them is a sum of bits. A comment is no event. */
enum EventClass {
    /** A chunk with nothing of what follows: a role alone, an empty text. */
    EMPTY,
    /** Text of the reasoning channel. */
    REASONING,
    /** Text of the answer. */
    CONTENT,
    /** More of the name or the arguments of a tool call. */
    TOOL,
    /** Text of a refusal. */
    REFUSAL,
    /** A finish reason. */
    FINISH,
    /** Token counts. */
    USAGE,
    /** The mark that ends a stream. */
    DONE,
    /** An error. */
    ERROR,
    /** No JSON object. */
    MALFORMED;

    /** What a reader would see that is no reasoning. */
    static final int ANSWER = CONTENT.bit() | TOOL.bit() | REFUSAL.bit();

    /** What a reader would see. */
    static final int OUTPUT = ANSWER | REASONING.bit();

    /** What says that the answer is over. */
    static final int TERMINAL = FINISH.bit() | DONE.bit();

    /** {@return this class as a set} */
    int bit() {
        return 1 << ordinal();
    }

    /** {@return whether it is in that set} */
    boolean in(int classes) {
        return (classes & bit()) != 0;
    }
}
