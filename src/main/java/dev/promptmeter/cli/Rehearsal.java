package dev.promptmeter.cli;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.chat.openai.EndpointSettings;
import dev.promptmeter.chat.openai.HttpClients;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import dev.promptmeter.chat.openai.OpenAiEndpoint;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.run.Model.Delivery;
import dev.promptmeter.run.Ticker;
import dev.promptmeter.run.Uninterrupted;
import dev.promptmeter.simulator.Settings;
import dev.promptmeter.simulator.Simulator;
import dev.promptmeter.suite.DatasetBlock;
import dev.promptmeter.suite.ModelSpec;
import dev.promptmeter.suite.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Asks a simulator inside this process while datasets are read, so that the JVM knows the way of a request when the first one leaves that
 * is timed: without it the first hundreds look up to twice as slow as they were. Nothing of it is recorded or counted, and nothing
 * leaves the machine.
 */
final class Rehearsal implements AutoCloseable {

    private static final long WORTHWHILE_BYTES = 200_000;
    /** Enough for every method on the way to be compiled; more would take processor time from the reading. */
    private static final int EXCHANGES = 250;

    private static final int AT_ONCE = 2;
    private static final String QUESTION = "Say something. ".repeat(40);

    private final AtomicInteger left = new AtomicInteger(EXCHANGES);
    private final AtomicInteger done = new AtomicInteger();
    private final Ticker ticker = Ticker.system();
    private final boolean stream;
    private final Thread thread = new Thread(this::play, "promptmeter-rehearsal");

    private Rehearsal(ModelSpec like) {
        stream = like.delivery() == Delivery.STREAM;
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins to ask as that model will be asked, plain or streamed, until it is closed. */
    static Rehearsal of(ModelSpec like) {
        return new Rehearsal(like);
    }

    /** {@return what {@code reading} gives, which takes the time of a rehearsal where the datasets of that suite are long enough} */
    static <T> T during(Suite suite, Supplier<T> reading) {
        if (suite.models().stream().anyMatch(Rehearsal::secure)) {
            HttpClients.warmUp();
        }
        if (Runtime.getRuntime().availableProcessors() == 1 || bytes(suite) < WORTHWHILE_BYTES) {
            return reading.get();
        }
        Rehearsal rehearsal = of(suite.models().get(0));
        try {
            return reading.get();
        } finally {
            rehearsal.close();
        }
    }

    private static boolean secure(ModelSpec model) {
        return model.baseUri() != null
                && "https".equalsIgnoreCase(model.baseUri().getScheme());
    }

    private static long bytes(Suite suite) {
        long bytes = 0;
        for (DatasetBlock block : suite.datasets()) {
            try {
                bytes += Files.size(block.spec().file());
            } catch (IOException e) {
                // Whoever reads it says what is wrong with it.
                continue;
            }
        }
        return bytes;
    }

    private void play() {
        try (Simulator simulator = Simulator.start(settings());
                HttpClients clients = new HttpClients()) {
            OpenAiEndpoint endpoint = new OpenAiEndpoint(EndpointSettings.of(simulator.baseUri(), null), clients);
            List<Thread> asking = new ArrayList<>();
            for (int i = 1; i <= AT_ONCE; i++) {
                Thread each = new Thread(() -> ask(endpoint), thread.getName() + "-" + i);
                each.setDaemon(true);
                each.start();
                asking.add(each);
            }
            for (Thread each : asking) {
                each.join();
            }
        } catch (InterruptedException | RuntimeException e) {
            // A machine on which it cannot be done does without: the run itself will tell what is wrong.
            left.set(0);
        }
    }

    private static Settings settings() {
        return Settings.builder().set("answer", "tokens:100").build();
    }

    private void ask(OpenAiEndpoint endpoint) {
        var reader = new OpenAiAnswerReader();
        byte[] body = new OpenAiRequestWriter()
                .write(new ChatRequest("rehearsal", List.of(Message.of("user", QUESTION)), Map.of(), stream));
        try {
            while (left.getAndDecrement() > 0) {
                long now = ticker.nanos();
                var request = new WireRequest("pm-rehearsal-" + done.get(), body, stream);
                reader.read(endpoint.ask(request, new Stopwatch(ticker::nanos, now, now)));
                done.incrementAndGet();
            }
        } catch (InterruptedException e) {
            // Nobody of ours interrupts this thread; it ends when there is nothing left.
        }
    }

    /** {@return how many answers have come} */
    int done() {
        return done.get();
    }

    /** Ends it; what is in flight takes no longer than a moment. An interrupt is kept for the caller. */
    @Override
    public void close() {
        left.set(0);
        Uninterrupted.await(thread::join);
    }
}
