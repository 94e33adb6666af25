package dev.promptmeter.chat.openai;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a thread waits for status and headers within their deadline. */
enum HeadWait {
    /** The client's own timer covers the head alone; blocking costs least. */
    BLOCKING {
        @Override
        Duration requestTimeout(Deadlines deadlines) {
            return headers(deadlines);
        }

        @Override
        void await(HttpClient client, HttpRequest request, Incoming incoming, Deadlines deadlines)
                throws IOException, InterruptedException {
            client.send(request, incoming);
        }
    },

    /** The client's own timer covers the body too, so a deadline for the head must be ours. */
    TIMED {
        @Override
        Duration requestTimeout(Deadlines deadlines) {
            return deadlines.total().plusSeconds(1);
        }

        @Override
        void await(HttpClient client, HttpRequest request, Incoming incoming, Deadlines deadlines)
                throws IOException, InterruptedException {
            CompletableFuture<?> answer = client.sendAsync(request, incoming);
            try {
                answer.get(headers(deadlines).toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new HttpTimeoutException("no header in time");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException unchecked) {
                    throw unchecked;
                }
                throw new IOException(e.getCause().getMessage(), e.getCause());
            } finally {
                // Nothing happens if the head is there; otherwise the connection is closed.
                answer.cancel(true);
            }
        }
    };

    private static final int TIMER_COVERS_BODY_SINCE = 26;

    /** {@return the way that suits this Java} */
    static HeadWait ofRuntime() {
        return Runtime.version().feature() >= TIMER_COVERS_BODY_SINCE ? TIMED : BLOCKING;
    }

    private static Duration headers(Deadlines deadlines) {
        return deadlines.headers().compareTo(deadlines.total()) < 0 ? deadlines.headers() : deadlines.total();
    }

    /** {@return the timeout to set on the request} */
    abstract Duration requestTimeout(Deadlines deadlines);

    /**
     * Sends and waits until the head is there.
     *
     * @throws IOException if it does not come, or not in time; nothing is left open then
     * @throws InterruptedException if the thread was interrupted; nothing is left open then
     */
    abstract void await(HttpClient client, HttpRequest request, Incoming incoming, Deadlines deadlines)
            throws IOException, InterruptedException;
}
