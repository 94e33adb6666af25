package dev.promptmeter.chat.openai;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends one attempt over {@code java.net.http} within its deadlines and keeps whatever comes back. Safe for many threads. */
final class Transport {

    private static final Duration PATIENCE_AFTER_MARK = Duration.ofMillis(20);
    private static final Duration TIMER_STEP = Duration.ofMillis(1);
    private static final byte[] NOTHING = {};
    private static final long[] NO_STAMPS = {};

    private final EndpointSettings plain;
    private final EndpointSettings streamed;
    private final HttpClients clients;
    private final HeadWait headWait;
    private final AddressGuard guard;
    private final IdleConnections idle = new IdleConnections();

    Transport(EndpointSettings settings, HttpClients clients, HeadWait headWait) {
        this.plain = settings;
        this.streamed = settings.ofStream();
        this.clients = clients;
        this.headWait = headWait;
        this.guard = clients.guard(settings.baseUri());
    }

    /** {@return the timeout that a request must carry whose answer comes as a whole} */
    Duration plainTimeout() {
        return headWait.requestTimeout(plain.deadlines());
    }

    /** {@return the timeout that a request for a stream must carry} */
    Duration streamTimeout() {
        return headWait.requestTimeout(streamed.deadlines());
    }

    /**
     * Sends and waits until it is over, has failed, or a deadline has passed.
     *
     * @throws InterruptedException if the thread was interrupted; the exchange is cancelled
     */
    RecordedAnswer send(Call call, Stopwatch stopwatch) throws InterruptedException {
        EndpointSettings settings = call.stream() ? streamed : plain;
        HttpClient client = clients.client(settings);
        Set<String> flags = idle.take(System.nanoTime()) ? Set.of() : Set.of(RecordedAnswer.COLD);
        TransportFailure failure = forbidden(settings);
        Incoming incoming = new Incoming(call, stopwatch, slowBodies(call));
        long start = stopwatch.now();
        stopwatch.start();
        if (failure == null) {
            failure = awaitHead(client, call, incoming, settings);
        }
        StampedBody body = incoming.body();
        if (body != null && failure == null) {
            failure = awaitBody(incoming, body, new BodyWait(body, stopwatch, settings.deadlines(), start));
        }
        if (body != null && failure != null && stopwatch.now() - start >= lastMoment(settings)) {
            failure = failure.orTimeout(settings.deadlines());
        }
        stopwatch.end();
        TransportFailure outOfStep = outOfStep(call, incoming.head());
        if (outOfStep != null || ambiguous(incoming.head())) {
            clients.replace(settings, client);
            idle.forget();
        }
        failure = outOfStep == null ? failure : outOfStep;
        return recorded(new Outcome(call, incoming, failure, flags), stopwatch);
    }

    /** Looking a name up is no part of an attempt's time. */
    private @Nullable TransportFailure forbidden(EndpointSettings settings) throws InterruptedException {
        try {
            guard.check(clients.executor(), settings.deadlines().connect());
            return null;
        } catch (ConnectException e) {
            return TransportFailure.beforeHead(e, settings);
        }
    }

    private @Nullable TransportFailure awaitHead(
            HttpClient client, Call call, Incoming incoming, EndpointSettings settings) throws InterruptedException {
        try {
            headWait.await(client, call.request(), incoming, settings.deadlines());
            return null;
        } catch (InterruptedException e) {
            // The client closes nothing if the head comes in the same moment.
            incoming.abandon();
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            incoming.abandon();
            StampedBody begun = incoming.body();
            return begun == null || e instanceof HttpTimeoutException
                    ? TransportFailure.beforeHead(e, settings)
                    : TransportFailure.inBody(e, begun.size());
        }
    }

    /** Events of a stream are watched as they come, and a wait with a deadline of its own ends with the head. */
    private @Nullable SlowBodies slowBodies(Call call) {
        return call.stream() || headWait != HeadWait.BLOCKING ? null : clients.slowBodies();
    }

    private @Nullable TransportFailure awaitBody(Incoming incoming, StampedBody body, BodyWait wait)
            throws InterruptedException {
        if (incoming.streaming()) {
            wait.watchOutput();
        }
        String passed = wait.await();
        if (passed != null) {
            return new TransportFailure(FailureKind.TIMEOUT, passed);
        }
        if (body.state() == StampedBody.State.MARKED) {
            wait.drain(PATIENCE_AFTER_MARK);
            closeSoon(body);
        }
        return ending(incoming, body);
    }

    /** {@return nanoseconds after which the client's timer of the head, which drops less than a millisecond, may break a body} */
    private static long lastMoment(EndpointSettings settings) {
        return settings.deadlines().total().minus(TIMER_STEP).toNanos();
    }

    private @Nullable TransportFailure ending(Incoming incoming, StampedBody body) {
        Throwable cause = body.failure();
        return switch (body.state()) {
            case TOO_LARGE ->
                body.full()
                        ? new TransportFailure(
                                FailureKind.TOO_LARGE, "more than " + body.size() + " bytes; the rest was not read")
                        : TransportFailure.outOfMemory(body.size());
            case BROKEN ->
                cause == null
                        ? new TransportFailure(FailureKind.RESET, "connection broke")
                        : TransportFailure.inBody(cause, body.size());
            case COMPLETE -> {
                giveBack(incoming);
                yield null;
            }
            default -> null;
        };
    }

    private void giveBack(Incoming incoming) {
        ResponseInfo head = incoming.head();
        if (head != null && !head.headers().firstValue("connection").orElse("").equalsIgnoreCase("close")) {
            idle.give(System.nanoTime());
        }
    }

    /** A stream that has said that it is done gets a second to close in an orderly way. */
    private void closeSoon(StampedBody body) {
        if (body.state() == StampedBody.State.MARKED) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, clients.executor())
                    .execute(body::cancel);
        }
    }

    private static @Nullable TransportFailure outOfStep(Call call, @Nullable ResponseInfo head) {
        if (head == null || call.id().isEmpty()) {
            return null;
        }
        String echoed = head.headers().firstValue("x-client-request-id").orElse(call.id());
        return echoed.equals(call.id())
                ? null
                : new TransportFailure(
                        FailureKind.PROTOCOL,
                        "the answer is to another request: sent id " + call.id() + ", answered " + echoed);
    }

    /** Two lengths, or a length beside chunks: nobody knows where the answer ended and what the connection carries next. */
    private static boolean ambiguous(@Nullable ResponseInfo head) {
        if (head == null) {
            return false;
        }
        List<String> lengths = head.headers().allValues("content-length");
        boolean chunked = head.headers().firstValue("transfer-encoding").isPresent();
        return lengths.size() > 1 || !lengths.isEmpty() && chunked;
    }

    private record Outcome(
            Call call, Incoming incoming, @Nullable TransportFailure failure, Set<String> flags) {}

    private static RecordedAnswer recorded(Outcome outcome, Stopwatch stopwatch) {
        ResponseInfo head = outcome.incoming().head();
        StampedBody body = outcome.incoming().body();
        TransportFailure failure = outcome.failure() == null && head != null ? redirect(head) : outcome.failure();
        return new RecordedAnswer(
                outcome.call().id(),
                outcome.call().stream(),
                failure == null ? null : failure.kind(),
                failure == null ? "" : failure.detail(),
                head == null ? null : head.statusCode(),
                head == null ? Map.of() : KeptHeaders.of(head.headers()),
                body == null ? NOTHING : body.bytes(),
                stopwatch.times(),
                body == null ? NO_STAMPS : stopwatch.stamps(),
                stopwatch.merged() ? merged(outcome.flags()) : outcome.flags());
    }

    private static Set<String> merged(Set<String> flags) {
        Set<String> more = new HashSet<>(flags);
        more.add("stamps_merged");
        return more;
    }

    private static @Nullable TransportFailure redirect(ResponseInfo head) {
        if (head.statusCode() / 100 != 3) {
            return null;
        }
        String host =
                head.headers().firstValue("location").flatMap(Transport::host).orElse("nowhere we can read");
        return new TransportFailure(
                FailureKind.REDIRECT, "HTTP " + head.statusCode() + " to " + host + "; redirects are not followed");
    }

    private static Optional<String> host(String location) {
        try {
            URI uri = URI.create(location);
            return Optional.of(uri.getHost() == null ? "another path of the same host" : uri.getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
