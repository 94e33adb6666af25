package dev.promptmeter.simulator;

import java.util.function.Consumer;

/** What a fault does, at up to three points on the way from an answer to its bytes. */
interface Effect {

    /** Changes what is said. Only for chat completions. */
    default void onDraft(Draft draft, NumberStream numbers) {}

    /** Changes the answer as HTTP knows it: status, head, and the body before it is framed. */
    default void onReply(Reply reply, NumberStream numbers) {}

    /** Changes the framed bytes, their instants, and how the connection ends. */
    default void onWire(Wire wire, NumberStream numbers) {}

    /** {@return an effect on what is said} */
    static Effect ofDraft(Consumer<Draft> change) {
        return new Effect() {
            @Override
            public void onDraft(Draft draft, NumberStream numbers) {
                change.accept(draft);
            }
        };
    }

    /** {@return an effect on the answer before it is framed} */
    static Effect ofReply(Consumer<Reply> change) {
        return new Effect() {
            @Override
            public void onReply(Reply reply, NumberStream numbers) {
                change.accept(reply);
            }
        };
    }

    /** {@return an effect on the framed bytes} */
    static Effect ofWire(Consumer<Wire> change) {
        return new Effect() {
            @Override
            public void onWire(Wire wire, NumberStream numbers) {
                change.accept(wire);
            }
        };
    }

    /** {@return both, the first of them first} */
    default Effect and(Effect other) {
        Effect one = this;
        return new Effect() {
            @Override
            public void onDraft(Draft draft, NumberStream numbers) {
                one.onDraft(draft, numbers);
                other.onDraft(draft, numbers);
            }

            @Override
            public void onReply(Reply reply, NumberStream numbers) {
                one.onReply(reply, numbers);
                other.onReply(reply, numbers);
            }

            @Override
            public void onWire(Wire wire, NumberStream numbers) {
                one.onWire(wire, numbers);
                other.onWire(wire, numbers);
            }
        };
    }
}
