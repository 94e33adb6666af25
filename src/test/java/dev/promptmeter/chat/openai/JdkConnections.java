package dev.promptmeter.chat.openai;

import static dev.promptmeter.chat.openai.JdkBehaviour.ours;
import static dev.promptmeter.chat.openai.JdkBehaviour.post;
import static dev.promptmeter.chat.openai.JdkBehaviour.raw;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.openai.JdkBehaviour.Row;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Rows of {@link JdkBehaviour} about when a connection begins, is shared, used again and ends. */
final class JdkConnections {

    private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nha";
    private static final String WHOLE = RawServer.json(Recorded.PARIS);

    static final List<Row> ROWS = List.of(
            new Row(1, JdkConnections::aTimeoutEndsWithTheHeadUpTo25),
            new Row(2, JdkConnections::whoStopsWaitingCancelsNothing),
            new Row(3, JdkConnections::cancellingClosesTheConnection),
            new Row(4, JdkConnections::aConnectionClosedAsItIsUsedAgainFailsThePost),
            new Row(5, JdkConnections::noSecondConnectIsHidden),
            new Row(7, JdkConnections::connectionsHaveNoBound),
            new Row(11, JdkConnections::noRedirectIsFollowed),
            new Row(19, JdkConnections::aCutIsToldUnlessTheCloseIsTheEnd),
            new Row(20, JdkConnections::whatCameBeforeAnErrorIsKept),
            new Row(21, JdkConnections::theSelectorEndsWithItsClient),
            new Row(30, JdkConnections::aRefusedConnectionSaysNothing));

    private JdkConnections() {}

    private static void aTimeoutEndsWithTheHeadUpTo25() throws Exception {
        RawServer.Script slow = connection -> {
            connection.send(HALF);
            connection.pause(2_500);
            connection.send("lf");
        };
        try (RawServer server = new RawServer(slow);
                HttpClients clients = new HttpClients()) {
            CompletableFuture<HttpResponse<byte[]>> asked =
                    raw().sendAsync(post(server).timeout(ofSeconds(2)).build(), BodyHandlers.ofByteArray());

            if (Runtime.version().feature() < 26) {
                assertThat(asked.get(60, TimeUnit.SECONDS).body()).hasSize(4);
            } else {
                assertThatThrownBy(() -> asked.get(60, TimeUnit.SECONDS))
                        .hasRootCauseInstanceOf(HttpTimeoutException.class);
            }
            RecordedAnswer answer = ask(ours(server.base(), ofSeconds(2), clients));
            assertThat(answer.end()).isEqualTo(FailureKind.TIMEOUT);
        }
    }

    private static void whoStopsWaitingCancelsNothing() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch givenUp = new CountDownLatch(1);
        CountDownLatch stillOpen = new CountDownLatch(1);
        RawServer.Script late = connection -> {
            asked.countDown();
            await(givenUp);
            connection.pause(300);
            connection.send(WHOLE);
            stillOpen.countDown();
        };
        try (RawServer server = new RawServer(late)) {
            var answer = raw().sendAsync(post(server).build(), BodyHandlers.ofByteArray());
            await(asked);
            assertThatThrownBy(() -> answer.orTimeout(10, TimeUnit.MILLISECONDS).get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TimeoutException.class);
            givenUp.countDown();

            await(stillOpen);
        }
    }

    private static void cancellingClosesTheConnection() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        RawServer.Script silent = connection -> {
            asked.countDown();
            connection.stall();
        };
        try (RawServer server = new RawServer(silent)) {
            var answer = raw().sendAsync(post(server).build(), BodyHandlers.ofByteArray());
            await(asked);

            answer.cancel(true);

            server.clientClosedAt();
        }
    }

    private static void aConnectionClosedAsItIsUsedAgainFailsThePost() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawServer.Script once = connection -> {
            if (requests.incrementAndGet() == 1) {
                connection.send(WHOLE);
            } else {
                connection.hangUp();
            }
        };
        try (RawServer server = new RawServer(once);
                HttpClients clients = new HttpClients()) {
            OpenAiEndpoint endpoint = ours(server, clients);
            ask(endpoint);

            RecordedAnswer second = ask(endpoint);

            assertThat(second.end()).isEqualTo(FailureKind.STALE_CONNECTION);
            assertThat(requests).hasValue(2);
        }
    }

    private static void noSecondConnectIsHidden() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
                HttpClients clients = new HttpClients()) {
            Thread thread = new Thread(() -> resetAll(listener, accepted), "resetting");
            thread.setDaemon(true);
            thread.start();
            OpenAiEndpoint endpoint =
                    ours(URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1"), ofSeconds(60), clients);
            for (int i = 1; i <= 50; i++) {
                assertThat(ask(endpoint).end())
                        .isIn(FailureKind.CONNECT, FailureKind.RESET, FailureKind.STALE_CONNECTION);
            }

            assertThat(accepted).hasValue(50);
        }
    }

    private static void resetAll(ServerSocket listener, AtomicInteger accepted) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                accepted.incrementAndGet();
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void connectionsHaveNoBound() throws Exception {
        CyclicBarrier all = new CyclicBarrier(16);
        RawServer.Script together = connection -> {
            try {
                all.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IOException("not all of them came", e);
            }
            connection.send(WHOLE);
        };
        try (RawServer server = new RawServer(together);
                HttpClients clients = new HttpClients()) {
            OpenAiEndpoint endpoint = ours(server, clients);
            List<FutureTask<RecordedAnswer>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                FutureTask<RecordedAnswer> task = new FutureTask<>(() -> ask(endpoint));
                tasks.add(task);
                new Thread(task, "asking").start();
            }
            for (FutureTask<RecordedAnswer> task : tasks) {
                assertThat(task.get(60, TimeUnit.SECONDS).end()).isNull();
            }
            assertThat(server.connections()).isEqualTo(16);
        }
    }

    private static void noRedirectIsFollowed() throws Exception {
        try (RawServer other = RawServer.saying(WHOLE);
                RawServer server = RawServer.saying(
                        "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + other.base() + "\r\n\r\n");
                HttpClients clients = new HttpClients()) {
            RecordedAnswer answer = ask(ours(server, clients));

            assertThat(answer.end()).isEqualTo(FailureKind.REDIRECT);
            assertThat(other.connections()).isZero();
        }
    }

    private static void aCutIsToldUnlessTheCloseIsTheEnd() throws Exception {
        assertThat(endOf("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nParis")).isEqualTo(FailureKind.RESET);
        assertThat(endOf("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nParis\r\n"))
                .isEqualTo(FailureKind.RESET);
        assertThat(endOf("HTTP/1.1 200 OK\r\n\r\nParis")).isNull();
    }

    private static FailureKind endOf(String bytes) throws Exception {
        try (RawServer server = cutting(bytes);
                HttpClients clients = new HttpClients()) {
            return ask(ours(server, clients)).end();
        }
    }

    private static RawServer cutting(String bytes) throws Exception {
        return new RawServer(connection -> {
            connection.send(bytes);
            connection.hangUp();
        });
    }

    private static void whatCameBeforeAnErrorIsKept() throws Exception {
        try (RawServer server = cutting("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nParis");
                HttpClients clients = new HttpClients()) {
            assertThatThrownBy(() -> raw().send(post(server).build(), BodyHandlers.ofByteArray()))
                    .isInstanceOf(IOException.class);

            assertThat(ask(ours(server, clients)).body()).asString().isEqualTo("Paris");
        }
    }

    private static void theSelectorEndsWithItsClient() throws Exception {
        HttpClients clients = new HttpClients();
        Object client = clients.client(EndpointSettings.of(URI.create("http://127.0.0.1:1/v1"), null));
        Optional<Thread> selector = SelectorThread.of(client);
        assertThat(selector).isPresent();
        assertThat(client instanceof AutoCloseable).isEqualTo(Runtime.version().feature() >= 21);

        clients.close();

        selector.orElseThrow().join(60_000);
        assertThat(selector.orElseThrow().isAlive()).isFalse();
    }

    private static void aRefusedConnectionSaysNothing() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI base = URI.create("http://127.0.0.1:" + port + "/v1");
        try (HttpClients clients = new HttpClients()) {
            assertThatThrownBy(() -> raw().send(HttpRequest.newBuilder(base).build(), BodyHandlers.discarding()))
                    .isInstanceOf(ConnectException.class)
                    .satisfies(thrown -> assertThat(thrown.getMessage()).isIn(null, "Connection refused"));
            assertThat(ask(ours(base, ofSeconds(60), clients)).detail())
                    .isEqualTo("connection refused: 127.0.0.1:" + port);
        }
    }

    private static RecordedAnswer ask(OpenAiEndpoint endpoint) throws InterruptedException {
        return JdkMessages.ask(endpoint);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
