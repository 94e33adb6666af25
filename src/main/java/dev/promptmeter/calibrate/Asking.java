package dev.promptmeter.calibrate;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** One slot of a closed loop that asks once, and until its time is over: sends, stamps and reads as a run does. Runs on a thread of its own. */
final class Asking implements Runnable {

    private final Client client;
    private final ChatRequest request;
    private final Shift shift;
    private final OpenAiRequestWriter writer = new OpenAiRequestWriter();
    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();
    private final List<Taken> taken = new ArrayList<>();
    private long failed;

    /**
     * What asks.
     *
     * @param endpoint the client of a run
     * @param clock what its instants are taken from, nanoseconds
     */
    record Client(ChatEndpoint endpoint, LongSupplier clock) {}

    /**
     * When a slot asks, by the client's clock.
     *
     * @param name begins the id of each of its requests
     * @param begin when it asks first
     * @param end after which it asks no more
     */
    record Shift(String name, long begin, long end) {}

    Asking(Client client, ChatRequest request, Shift shift) {
        this.client = client;
        this.request = request;
        this.shift = shift;
    }

    @Override
    public void run() {
        try {
            awaitBegin();
            int number = 0;
            do {
                number++;
                ask(shift.name() + "-" + number);
            } while (client.clock().getAsLong() < shift.end());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitBegin() throws InterruptedException {
        long left = shift.begin() - client.clock().getAsLong();
        while (left > 0) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            left = shift.begin() - client.clock().getAsLong();
        }
    }

    private void ask(String id) throws InterruptedException {
        long now = client.clock().getAsLong();
        WireRequest wire = new WireRequest(id, writer.write(request), request.stream());
        RecordedAnswer answer = client.endpoint().ask(wire, new Stopwatch(client.clock(), now, now));
        Exchange exchange = reader.read(answer);
        if (exchange instanceof Answered) {
            // Not the bytes: what is kept is copied at each collection, which would make a client late that keeps
            // nothing in a run.
            taken.add(new Taken(id, Stamps.ofOutput(answer.body()), exchange.timing()));
        } else {
            failed++;
        }
    }

    /** {@return the answers; to be asked when its thread has ended} */
    List<Taken> taken() {
        return taken;
    }

    /** {@return how many requests brought none; to be asked when its thread has ended} */
    long failed() {
        return failed;
    }
}
