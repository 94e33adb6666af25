package dev.promptmeter.chat;

/** Understands what an endpoint sent, live or from a journal. Pure, safe for many threads; never throws because of the bytes. */
@FunctionalInterface
public interface AnswerReader {

    /** {@return what the recorded bytes and instants mean} */
    Exchange read(RecordedAnswer answer);
}
