package dev.promptmeter.chat;

/**
 * Something that answers. Blocking and safe for many threads: one thread waits for one answer.
 *
 * <p>It returns what came back as it was received, good or bad, and never throws because of what an endpoint did; {@link
 * AnswerReader} says what it means.
 */
@FunctionalInterface
public interface ChatEndpoint {

    /**
     * Sends one attempt and waits until it is over or one of its deadlines has passed.
     *
     * @param stopwatch stamped with what is seen when it is seen
     * @throws InterruptedException if the waiting thread was interrupted; the exchange has been cancelled
     */
    RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) throws InterruptedException;
}
