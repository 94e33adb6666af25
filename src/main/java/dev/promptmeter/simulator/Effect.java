package dev.promptmeter.simulator;

/** What a fault does, at up to three points on the way from an answer to its bytes. */
interface Effect {

    /** Changes what is said. Only for chat completions. */
    default void onDraft(Draft draft, NumberStream numbers) {}

    /** Changes the answer as HTTP knows it: status, head, and the body before it is framed. */
    default void onReply(Reply reply, NumberStream numbers) {}

    /** Changes the framed bytes, their instants, and how the connection ends. */
    default void onWire(Wire wire, NumberStream numbers) {}
}
