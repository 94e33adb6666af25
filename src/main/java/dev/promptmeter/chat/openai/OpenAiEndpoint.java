package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.ChatEndpoint;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.net.URI;
import java.net.http.HttpRequest;

/**
 * An OpenAI-compatible chat endpoint over HTTP/1.1.
 *
 * <p>It follows no redirect, repeats nothing, and closes the connection when a deadline passes or the waiting thread is interrupted.
 * The number of connections is the number of threads that ask.
 */
public final class OpenAiEndpoint implements ChatEndpoint {

    private static final int LARGEST_BODY = 16 << 20;

    /** Until it is on record, and again in a report, a stream takes many times its size: a small heap reads less of it. */
    private static final int LARGEST_STREAM =
            (int) Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private final Transport transport;
    private final HttpRequest.Builder plain;
    private final HttpRequest.Builder streamed;

    /** Makes an endpoint that shares the clients of a run; it opens no connection yet. */
    public OpenAiEndpoint(EndpointSettings settings, HttpClients clients) {
        this(settings, clients, HeadWait.ofRuntime());
    }

    OpenAiEndpoint(EndpointSettings settings, HttpClients clients, HeadWait headWait) {
        this(settings, settings.completions(), new Transport(settings, clients, headWait));
    }

    /** {@return an endpoint of the same server that turns texts into numbers} */
    public static OpenAiEndpoint ofEmbeddings(EndpointSettings settings, HttpClients clients) {
        return new OpenAiEndpoint(
                settings, settings.embeddings(), new Transport(settings, clients, HeadWait.ofRuntime()));
    }

    private OpenAiEndpoint(EndpointSettings settings, URI uri, Transport transport) {
        this.transport = transport;
        plain = RequestHeaders.of(settings, uri, "application/json")
                .timeout(transport.plainTimeout())
                .setHeader("Content-Type", "application/json");
        streamed = plain.copy().timeout(transport.streamTimeout()).setHeader("Accept", "text/event-stream");
    }

    @Override
    public RecordedAnswer ask(WireRequest request, Stopwatch stopwatch) throws InterruptedException {
        HttpRequest http = (request.stream() ? streamed : plain)
                .copy()
                .setHeader("X-Client-Request-Id", request.id())
                .POST(new SentBody(request.body(), stopwatch))
                .build();
        int limit = request.stream() ? LARGEST_STREAM : LARGEST_BODY;
        return transport.send(new Call(http, request.id(), request.stream(), limit), stopwatch);
    }
}
