package dev.promptmeter.chat.openai;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Secret;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEndpointTest {

    private static final Secret KEY = Secret.of("sk-canary-0123456789abcdef");
    private static final String BODY =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Capital of France?\"}]}";
    private static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String PAR = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Par\"}}]}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final HttpClients clients = new HttpClients();

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Nested
    class Requests {

        @Test
        void theBytesAndHeadersAreThoseOfTheSpecificationAndNoMore() throws Exception {
            try (RawServer server = RawServer.saying(RawServer.json(Recorded.PARIS))) {
                ask(server, plain());

                RawServer.Request request = server.requests().get(0);
                assertThat(request.body()).isEqualTo(BODY);
                assertThat(request.head().lines().filter(line -> !line.isEmpty()))
                        .containsExactlyInAnyOrder(
                                "POST /v1/chat/completions HTTP/1.1",
                                "Host: " + server.base().getAuthority(),
                                "Content-Length: " + BODY.length(),
                                "Content-Type: application/json",
                                "Accept: application/json",
                                "Accept-Encoding: identity",
                                "User-Agent: promptmeter",
                                "X-Client-Request-Id: pm-1",
                                "Authorization: Bearer " + KEY.reveal());
            }
        }

        @Test
        void aStreamIsAskedForByItsHeader() throws Exception {
            try (RawServer server = RawServer.saying(RawServer.ok("text/event-stream", PAR + DONE))) {
                ask(server, streamed());

                assertThat(server.requests().get(0).head()).contains("\r\nAccept: text/event-stream\r\n");
            }
        }

        @Test
        void connectionsAreUsedAgainAndTheFirstIsCold() throws Exception {
            try (RawServer server = RawServer.saying(RawServer.json(Recorded.PARIS))) {
                OpenAiEndpoint endpoint = endpoint(server.base(), Deadlines.DEFAULT);

                RecordedAnswer first = endpoint.ask(plain(), watch());
                RecordedAnswer second = endpoint.ask(plain(), watch());

                assertThat(server.connections()).isEqualTo(1);
                assertThat(first.flags()).containsExactly("cold");
                assertThat(second.flags()).isEmpty();
            }
        }
    }

    @Nested
    class Answers {

        @ParameterizedTest
        @EnumSource(HeadWait.class)
        void anAnswerIsRecordedAsItCame(HeadWait headWait) throws Exception {
            try (RawServer server = RawServer.saying(RawServer.json(Recorded.PARIS))) {
                var endpoint = new OpenAiEndpoint(settings(server.base(), Deadlines.DEFAULT), clients, headWait);

                RecordedAnswer answer = endpoint.ask(plain(), watch());

                assertThat(answer.end()).isNull();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).isEqualTo(Map.of("content-type", "application/json"));
                assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(Recorded.PARIS);
                assertThat(sizes(answer.stamps())).isEqualTo(Recorded.PARIS.length());
                assertThat(answer.times().start())
                        .isLessThanOrEqualTo(answer.times().sent());
                assertThat(answer.times().sent())
                        .isLessThanOrEqualTo(answer.times().head());
                assertThat(answer.times().head())
                        .isLessThanOrEqualTo(answer.times().firstByte());
                assertThat(answer.times().firstByte())
                        .isLessThanOrEqualTo(answer.times().end());
            }
        }

        @Test
        void aCharacterSplitOverBuffersSurvivesWithItsTimes() throws Exception {
            byte[] emoji = "data: {\"choices\":[{\"delta\":{\"content\":\"\ud83d\ude00\"}}]}\n\n"
                    .getBytes(StandardCharsets.UTF_8);
            int middle = new String(emoji, StandardCharsets.ISO_8859_1).indexOf("\u00f0") + 2;
            try (RawServer server = new RawServer(connection -> {
                connection.send(STREAM_HEAD);
                connection.send(Arrays.copyOf(emoji, middle));
                connection.pause(60);
                connection.send(Arrays.copyOfRange(emoji, middle, emoji.length));
                connection.send(DONE);
                connection.hangUp();
            })) {
                Answered answered = (Answered) read(ask(server, streamed()));

                assertThat(answered.completion().text()).isEqualTo("\ud83d\ude00");
                assertThat(answered.timing().ttftNanos())
                        .isGreaterThan(ofMillis(50).toNanos());
            }
        }

        @Test
        void aStreamIsOverAtItsMarkThoughTheConnectionStaysOpen() throws Exception {
            try (RawServer server = new RawServer(connection -> {
                connection.send(STREAM_HEAD + PAR + DONE);
                connection.stall();
            })) {
                RecordedAnswer answer = ask(server, streamed());

                assertThat(read(answer)).isInstanceOf(Answered.class);
                assertThat(server.clientClosedAt())
                        .isGreaterThan(answer.times().end())
                        .isLessThan(answer.times().end() + ofSeconds(20).toNanos());
            }
        }

        @Test
        void keptHeadersAreThoseOfTheAllowListAlone() throws Exception {
            String head =
                    "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\nRetry-After: soon\r\nRetry-After: 7\r\nSet-Cookie: a=b\r\n"
                            + "X-RateLimit-Remaining-Requests: 0\r\nServer: " + "s".repeat(300)
                            + "\r\nX-Secret: no\r\n\r\n";
            try (RawServer server = RawServer.saying(head)) {
                RecordedAnswer answer = ask(server, plain());

                assertThat(answer.headers())
                        .isEqualTo(Map.of(
                                "retry-after", "7", "x-ratelimit-remaining-requests", "0", "server", "s".repeat(256)));
                assertThat(((Failed) read(answer)).retryAfter()).isEqualTo(ofSeconds(7));
            }
        }

        @Test
        void anEchoOfAnotherRequestIsNeverScored() throws Exception {
            String other = RawServer.json(Recorded.PARIS).replaceFirst("\r\n", "\r\nX-Client-Request-Id: pm-2\r\n");
            try (RawServer server = RawServer.saying(other)) {
                OpenAiEndpoint endpoint = endpoint(server.base(), Deadlines.DEFAULT);

                RecordedAnswer answer = endpoint.ask(plain(), watch());
                endpoint.ask(plain(), watch());

                assertThat(answer.end()).isEqualTo(FailureKind.PROTOCOL);
                assertThat(answer.detail()).isEqualTo("the answer is to another request: sent id pm-1, answered pm-2");
                assertThat(answer.body()).hasSize(Recorded.PARIS.length());
                assertThat(server.connections()).isEqualTo(2);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked"})
        void afterAnAmbiguousLengthNoConnectionIsUsedAgain(String header) throws Exception {
            String twice = RawServer.json("{}").replaceFirst("\r\n", "\r\n" + header + "\r\n");
            // Who believes the greater length waits for more than there is.
            Deadlines brief = new Deadlines(ofSeconds(10), ofSeconds(60), ofSeconds(60), ofSeconds(1), ofSeconds(60));
            try (RawServer server = RawServer.saying(twice)) {
                HttpClient before = clients.client(settings(server.base(), brief));

                endpoint(server.base(), brief).ask(plain(), watch());

                assertThat(clients.client(settings(server.base(), brief))).isNotSameAs(before);
            }
        }

        @Test
        void aRedirectIsNotFollowed() throws Exception {
            try (RawServer other = RawServer.saying(RawServer.json(Recorded.PARIS));
                    RawServer server = RawServer.saying("HTTP/1.1 307 Moved\r\nContent-Length: 0\r\nLocation: "
                            + other.base() + "/chat/completions\r\n\r\n")) {
                Failed failed = (Failed) read(ask(server, plain()));

                assertThat(failed.kind()).isEqualTo(FailureKind.REDIRECT);
                assertThat(failed.message()).isEqualTo("HTTP 307 to 127.0.0.1; redirects are not followed");
                assertThat(other.connections()).isZero();
            }
        }

        @Test
        void aBodyOverTheLimitIsCutAndTheConnectionClosed() throws Exception {
            byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            try (RawServer server = new RawServer(connection -> {
                connection.send("HTTP/1.1 200 OK\r\n\r\n");
                for (int i = 0; i < 100; i++) {
                    connection.send(piece);
                }
            })) {
                RecordedAnswer answer = ask(server, plain());

                assertThat(answer.end()).isEqualTo(FailureKind.TOO_LARGE);
                assertThat(answer.body()).hasSize(16 << 20);
                assertThat(sizes(answer.stamps())).isEqualTo(16 << 20);
                server.clientClosedAt();
            }
        }
    }

    @Nested
    class Failures {

        static Stream<Arguments> scripts() {
            String length100 = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\nParis";
            String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
            return Stream.of(
                    arguments("http-38 garbage", script("garbage\r\n\r\n"), FailureKind.PROTOCOL, FailureKind.PROTOCOL),
                    arguments("net-02", script(""), FailureKind.STALE_CONNECTION, FailureKind.STALE_CONNECTION),
                    arguments(
                            "cut in the head",
                            script("HTTP/1.1 200 OK\r\nContent-"),
                            FailureKind.RESET,
                            FailureKind.RESET),
                    arguments("net-05", script(length100), FailureKind.RESET, FailureKind.TRUNCATED),
                    arguments(
                            "net-06 no last chunk",
                            script(chunked + "5\r\nParis\r\n"),
                            FailureKind.RESET,
                            FailureKind.TRUNCATED),
                    arguments(
                            "net-06 chunk size",
                            script(chunked + "FFFFFFFFFFFFFFFF\r\nParis\r\n"),
                            FailureKind.PROTOCOL,
                            FailureKind.PROTOCOL),
                    arguments(
                            "length is no number",
                            script("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nParis"),
                            FailureKind.PROTOCOL,
                            FailureKind.PROTOCOL),
                    arguments(
                            "net-03",
                            (RawServer.Script) connection -> {
                                connection.send(length100);
                                connection.pause(50);
                                connection.reset();
                            },
                            FailureKind.RESET,
                            FailureKind.TRUNCATED));
        }

        private static RawServer.Script script(String bytes) {
            return connection -> {
                connection.send(bytes);
                connection.hangUp();
            };
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("scripts")
        void aBrokenExchangeHasAClassAndKeepsItsBytes(
                String name, RawServer.Script script, FailureKind end, FailureKind kind) throws Exception {
            try (RawServer server = new RawServer(script)) {
                RecordedAnswer answer = ask(server, plain());

                assertThat(answer.end()).as(answer.detail()).isEqualTo(end);
                assertThat(((Failed) read(answer)).kind()).isEqualTo(kind);
                assertThat(server.requests()).hasSize(1);
                if (kind == FailureKind.TRUNCATED) {
                    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                            .isEqualTo("Paris");
                }
            }
        }

        @Test
        void chunkExtensionsAndTrailersAreAccepted() throws Exception {
            String size = Integer.toHexString(Recorded.PARIS.length());
            try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size
                    + ";a=b\r\n" + Recorded.PARIS + "\r\n0\r\nX-Trailer: 1\r\n\r\n")) {
                assertThat(read(ask(server, plain()))).isInstanceOf(Answered.class);
            }
        }

        @Test
        void aRefusedConnectionNamesItsAddress() throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }

            RecordedAnswer answer = endpoint(URI.create("http://127.0.0.1:" + port + "/v1"), Deadlines.DEFAULT)
                    .ask(plain(), watch());

            assertThat(answer.end()).isEqualTo(FailureKind.CONNECT);
            assertThat(answer.detail()).isEqualTo("connection refused: 127.0.0.1:" + port);
            assertThat(answer.status()).isNull();
        }

        @Test
        void anUnknownHostIsCalledSo() throws Exception {
            RecordedAnswer answer = endpoint(URI.create("http://no-such-host.invalid:1/v1"), Deadlines.DEFAULT)
                    .ask(plain(), watch());

            assertThat(answer.end()).isEqualTo(FailureKind.DNS);
            assertThat(answer.detail()).isEqualTo("unknown host: no-such-host.invalid:1");
        }

        @Test
        void plainTextOnASecurePortIsATlsFailure() throws Exception {
            try (ServerSocket plainText = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                FutureTask<Integer> greeting = new FutureTask<>(() -> {
                    try (Socket socket = plainText.accept()) {
                        socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                        return socket.getInputStream().readAllBytes().length;
                    }
                });
                new Thread(greeting).start();
                URI secure = URI.create("https://127.0.0.1:" + plainText.getLocalPort() + "/v1");

                RecordedAnswer answer = endpoint(secure, Deadlines.DEFAULT).ask(plain(), watch());

                assertThat(answer.end()).as(answer.detail()).isEqualTo(FailureKind.TLS);
                assertThat(answer.detail())
                        .startsWith("scheme mismatch: 127.0.0.1:")
                        .endsWith("does not speak TLS; is it http://?");
            }
        }

        @Test
        void aHandshakeThatDoesNotEndIsNoConnection() throws Exception {
            try (RawServer silent = RawServer.saying("")) {
                URI secure = URI.create(silent.base().toString().replace("http:", "https:"));

                RecordedAnswer answer =
                        endpoint(secure, Deadlines.ofTotal(ofMillis(400))).ask(plain(), watch());

                assertThat(answer.end()).isEqualTo(FailureKind.CONNECT);
                assertThat(answer.detail()).endsWith(" in time (connect 10 s, headers 0.4 s)");
            }
        }

        @Test
        void theKeyIsInNothingThatIsRecorded() throws Exception {
            try (RawServer server = new RawServer(RawServer.Connection::hangUp)) {
                EndpointSettings settings = settings(server.base(), Deadlines.DEFAULT);

                RecordedAnswer answer = new OpenAiEndpoint(settings, clients).ask(plain(), watch());

                assertThat(answer.toString() + settings + read(answer)).doesNotContain(KEY.reveal());
            }
        }
    }

    @Nested
    class DeadlineTests {

        @ParameterizedTest
        @EnumSource(HeadWait.class)
        void aMissingHeadEndsAtItsDeadlineAndClosesTheConnection(HeadWait headWait) throws Exception {
            try (RawServer server = new RawServer(RawServer.Connection::stall)) {
                Deadlines deadlines =
                        new Deadlines(ofSeconds(5), ofMillis(300), ofSeconds(9), ofSeconds(9), ofSeconds(9));

                assertTimeout(
                        server, settings(server.base(), deadlines), headWait, plain(), "no header after 0.3 s", 300);
            }
        }

        @ParameterizedTest
        @EnumSource(HeadWait.class)
        void theHeadOfAStreamComesNoLaterThanItsFirstOutput(HeadWait headWait) throws Exception {
            try (RawServer server = new RawServer(RawServer.Connection::stall)) {
                Deadlines deadlines =
                        new Deadlines(ofSeconds(60), ofSeconds(60), ofMillis(300), ofSeconds(60), ofSeconds(60));

                assertTimeout(
                        server, settings(server.base(), deadlines), headWait, streamed(), "no header after 0.3 s", 300);
            }
        }

        @Test
        void aStalledBodyEndsAtTheTotal() throws Exception {
            try (RawServer server = new RawServer(connection -> {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                connection.stall();
            })) {
                assertTimeout(server, Deadlines.ofTotal(ofSeconds(1)), plain(), "not complete after 1 s", 1_000);
            }
        }

        @Test
        void aPlainBodyIsIdleWithoutBytes() throws Exception {
            try (RawServer server = new RawServer(connection -> {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nha");
                connection.pause(100);
                connection.send("lf");
                connection.stall();
            })) {
                assertTimeout(server, idle(600), plain(), "no byte for 0.6 s", 700);
            }
        }

        @ParameterizedTest
        @EnumSource(HeadWait.class)
        void aHeadInTheMomentOfTheDeadlineBreaksNothing(HeadWait headWait) throws Exception {
            for (int i = 0; i < 20; i++) {
                int millis = 42 + i % 10;
                try (RawServer server = new RawServer(connection -> {
                    connection.pause(millis);
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    connection.stall();
                })) {
                    var settings = settings(server.base(), Deadlines.ofTotal(ofMillis(50)));

                    RecordedAnswer answer = new OpenAiEndpoint(settings, clients, headWait).ask(plain(), watch());

                    // A busy machine may take all of the time to connect.
                    assertThat(answer.end()).as(answer.detail()).isIn(FailureKind.TIMEOUT, FailureKind.CONNECT);
                }
            }
        }

        @Test
        void commentsAndEmptyDeltasDoNotKeepAStreamAlive() throws Exception {
            try (RawServer server = new RawServer(connection -> {
                connection.send(STREAM_HEAD + PAR);
                for (int i = 0; i < 100; i++) {
                    connection.pause(50);
                    connection.send(": still here\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n");
                }
            })) {
                assertTimeout(server, idle(400), streamed(), "no output for 0.4 s", 400);
            }
        }

        @Test
        void outputKeepsAStreamAlive() throws Exception {
            try (RawServer server = new RawServer(connection -> {
                connection.send(STREAM_HEAD);
                for (int i = 0; i < 12; i++) {
                    connection.send(PAR);
                    connection.pause(100);
                }
                connection.send(DONE);
                connection.hangUp();
            })) {
                RecordedAnswer answer = endpoint(server.base(), idle(1_000)).ask(streamed(), watch());

                assertThat(((Answered) read(answer)).completion().text()).isEqualTo("Par".repeat(12));
            }
        }

        @Test
        void aStreamWithoutAFirstOutputEndsAtItsDeadline() throws Exception {
            try (RawServer server = new RawServer(connection -> {
                connection.send(STREAM_HEAD + "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\"}}]}\n\n");
                connection.stall();
            })) {
                Deadlines deadlines =
                        new Deadlines(ofSeconds(5), ofSeconds(9), ofMillis(300), ofSeconds(9), ofSeconds(9));

                assertTimeout(server, deadlines, streamed(), "no output after 0.3 s", 300);
            }
        }

        @Test
        void aConnectionThatIsNotMadeIsNotATimeout() throws Exception {
            try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Deadlines deadlines =
                        new Deadlines(ofMillis(300), ofSeconds(2), ofSeconds(9), ofSeconds(9), ofSeconds(2));
                String address = "127.0.0.1:" + full.getLocalPort();

                TransportFailure failure = TransportFailure.beforeHead(
                        new java.net.http.HttpConnectTimeoutException("x"),
                        settings(URI.create("http://" + address), deadlines));

                assertThat(failure.kind()).isEqualTo(FailureKind.CONNECT);
                assertThat(failure.detail()).isEqualTo("no connection to " + address + " within 0.3 s");
            }
        }

        @ParameterizedTest
        @EnumSource(HeadWait.class)
        void anInterruptBeforeTheHeadCancels(HeadWait headWait) throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            try (RawServer server = new RawServer(connection -> {
                asked.countDown();
                connection.stall();
            })) {
                assertInterrupted(server, headWait, asked);
            }
        }

        @Test
        void anInterruptInTheBodyCancels() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            try (RawServer server = new RawServer(connection -> {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                connection.pause(100);
                asked.countDown();
                connection.stall();
            })) {
                assertInterrupted(server, HeadWait.BLOCKING, asked);
            }
        }

        @ParameterizedTest
        @EnumSource(HeadWait.class)
        void anInterruptInTheMomentOfTheHeadCancels(HeadWait headWait) throws Exception {
            for (int i = 0; i < 40; i++) {
                CountDownLatch asked = new CountDownLatch(1);
                try (RawServer server = new RawServer(connection -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                    asked.countDown();
                    connection.stall();
                })) {
                    assertInterrupted(server, headWait, asked);
                }
            }
        }

        private void assertInterrupted(RawServer server, HeadWait headWait, CountDownLatch asked) throws Exception {
            var endpoint = new OpenAiEndpoint(settings(server.base(), Deadlines.DEFAULT), clients, headWait);
            FutureTask<RecordedAnswer> task = new FutureTask<>(() -> endpoint.ask(plain(), watch()));
            Thread thread = new Thread(task);
            thread.start();
            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

            thread.interrupt();

            assertThatThrownBy(() -> task.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
            server.clientClosedAt();
        }

        private Deadlines idle(int millis) {
            return new Deadlines(ofSeconds(5), ofSeconds(9), ofSeconds(9), ofMillis(millis), ofSeconds(9));
        }

        private void assertTimeout(
                RawServer server, Deadlines deadlines, WireRequest request, String detail, int millis)
                throws Exception {
            assertTimeout(server, settings(server.base(), deadlines), HeadWait.BLOCKING, request, detail, millis);
        }

        private void assertTimeout(
                RawServer server,
                EndpointSettings settings,
                HeadWait headWait,
                WireRequest request,
                String detail,
                int millis)
                throws Exception {
            var endpoint = new OpenAiEndpoint(settings, clients, headWait);
            long start = System.nanoTime();

            RecordedAnswer answer = endpoint.ask(request, watch());

            long end = System.nanoTime();
            assertThat(answer.end()).isEqualTo(FailureKind.TIMEOUT);
            assertThat(answer.detail()).isEqualTo(detail);
            assertThat(sizes(answer.stamps())).isEqualTo(answer.body().length);
            // A busy machine adds a second here and there.
            assertThat(Duration.ofNanos(end - start))
                    .isBetween(ofMillis(millis), ofMillis(millis).plusSeconds(8));
            assertThat(server.clientClosedAt() - end).isLessThan(ofSeconds(8).toNanos());
        }
    }

    private static long sizes(long[] stamps) {
        long sum = 0;
        for (int i = 0; i < stamps.length; i += 2) {
            sum += stamps[i];
        }
        return sum;
    }

    private RecordedAnswer ask(RawServer server, WireRequest request) throws InterruptedException {
        return endpoint(server.base(), Deadlines.DEFAULT).ask(request, watch());
    }

    private OpenAiEndpoint endpoint(URI base, Deadlines deadlines) {
        return new OpenAiEndpoint(settings(base, deadlines), clients);
    }

    private static EndpointSettings settings(URI base, Deadlines deadlines) {
        return new EndpointSettings(base, KEY, Map.of(), deadlines, "promptmeter");
    }

    private static Exchange read(RecordedAnswer answer) {
        return new OpenAiAnswerReader().read(answer);
    }

    private static WireRequest plain() {
        return new WireRequest("pm-1", BODY.getBytes(StandardCharsets.UTF_8), false);
    }

    private static WireRequest streamed() {
        return new WireRequest("pm-1", BODY.getBytes(StandardCharsets.UTF_8), true);
    }

    private static Stopwatch watch() {
        long now = System.nanoTime();
        return new Stopwatch(System::nanoTime, now, now);
    }
}
