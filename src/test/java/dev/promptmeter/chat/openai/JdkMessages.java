package dev.promptmeter.chat.openai;

import static dev.promptmeter.chat.openai.JdkBehaviour.ours;
import static dev.promptmeter.chat.openai.JdkBehaviour.post;
import static dev.promptmeter.chat.openai.JdkBehaviour.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.chat.openai.JdkBehaviour.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;

/** Rows of {@link JdkBehaviour} about what is in a request and in an answer. */
final class JdkMessages {

    private static final String SECRET = "sk-canary-of-rows";
    private static final String EARLY = "HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n";
    private static final String WHOLE = RawServer.json(Recorded.PARIS);

    static final List<Row> ROWS = List.of(
            new Row(6, () -> assertRefused("jdk.httpclient.enableAllMethodRetry", "")),
            new Row(10, JdkMessages::clearTextIsUpgradedUnlessTheVersionIsSaid),
            new Row(12, JdkMessages::aHeaderThatCannotBeSentIsQuoted),
            new Row(13, JdkMessages::aRequestPrintsItsAddressAndItsHeaders),
            new Row(14, () -> assertRefused("jdk.httpclient.HttpClient.log", "headers")),
            new Row(15, JdkMessages::nothingIsDecompressed),
            new Row(16, JdkMessages::textFollowsTheDeclaredCharset),
            new Row(17, JdkMessages::aLengthThatIsNoNumberIsUnchecked),
            new Row(18, JdkMessages::ofTwoLengthsTheFirstWins),
            new Row(23, JdkMessages::interimAnswersAreTakenOrRefused),
            new Row(24, JdkMessages::anAuthenticatorWantsAHeader),
            new Row(25, JdkMessages::aHeadThatIsTooLargeIsNoProtocol),
            new Row(29, () -> assertRefused("jdk.internal.httpclient.disableHostnameVerification", "true")));

    private JdkMessages() {}

    static RecordedAnswer ask(OpenAiEndpoint endpoint) throws InterruptedException {
        byte[] body = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);
        return endpoint.ask(new WireRequest("pm-1", body, false), new Stopwatch(System::nanoTime, 0, 0));
    }

    private static void assertRefused(String property, String value) {
        Properties properties = new Properties();
        properties.setProperty(property, value);
        assertThat(ClientChecks.refusal(properties).orElseThrow()).contains(property);
    }

    private static void clearTextIsUpgradedUnlessTheVersionIsSaid() throws Exception {
        try (RawServer server = RawServer.saying(WHOLE);
                HttpClients clients = new HttpClients()) {
            HttpClient.newHttpClient().send(post(server).build(), BodyHandlers.discarding());
            ask(ours(server, clients));

            assertThat(server.requests().get(0).head()).contains("Upgrade: h2c");
            assertThat(server.requests().get(1).head())
                    .doesNotContain("Upgrade")
                    .doesNotContain("HTTP2");
        }
    }

    private static void aHeaderThatCannotBeSentIsQuoted() {
        assertThatThrownBy(() -> HttpRequest.newBuilder().setHeader("Authorization", SECRET + "\n"))
                .hasMessageContaining(SECRET);
        assertThatThrownBy(() -> new EndpointSettings(
                        URI.create("http://127.0.0.1/v1"),
                        null,
                        Map.of("X-Own", SECRET + "\n"),
                        Deadlines.DEFAULT,
                        "promptmeter"))
                .hasMessageContaining("X-Own")
                .hasMessageNotContaining(SECRET);
    }

    private static void aRequestPrintsItsAddressAndItsHeaders() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1/v1?key=" + SECRET))
                .setHeader("Authorization", "Bearer " + SECRET)
                .build();

        assertThat(request.toString()).contains(SECRET);
        assertThat(request.headers().toString()).contains(SECRET);
        for (String address : List.of("http://a:b@127.0.0.1/v1", "http://127.0.0.1/v1?q", "http://127.0.0.1/v1#f")) {
            assertThatThrownBy(() -> EndpointSettings.of(URI.create(address), null))
                    .hasMessageContaining("no user info, query or fragment");
        }
    }

    private static void nothingIsDecompressed() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(Recorded.PARIS.getBytes(StandardCharsets.UTF_8));
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n";
        RawServer.Script script = connection -> {
            connection.send(head);
            connection.send(zipped.toByteArray());
        };
        try (RawServer server = new RawServer(script);
                HttpClients clients = new HttpClients()) {
            byte[] received =
                    raw().send(post(server).build(), BodyHandlers.ofByteArray()).body();
            RecordedAnswer answer = ask(ours(server, clients));

            assertThat(server.requests().get(0).head().toLowerCase(Locale.ROOT)).doesNotContain("accept-encoding");
            assertThat(received).isEqualTo(zipped.toByteArray());
            assertThat(server.requests().get(1).head()).contains("Accept-Encoding: identity");
            assertThat(textOf(answer)).isEqualTo("Paris");
        }
    }

    private static void textFollowsTheDeclaredCharset() throws Exception {
        String body = "\ufeff" + Recorded.PARIS.replace("Paris", "Zürich");
        try (RawServer server = RawServer.saying(RawServer.ok("application/json; charset=iso-8859-1", body));
                HttpClients clients = new HttpClients()) {
            String text =
                    raw().send(post(server).build(), BodyHandlers.ofString()).body();

            assertThat(text).startsWith("ï»¿").contains("ZÃ¼rich");
            assertThat(textOf(ask(ours(server, clients)))).isEqualTo("Zürich");
        }
    }

    private static void aLengthThatIsNoNumberIsUnchecked() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nParis");
                HttpClients clients = new HttpClients()) {
            assertThatThrownBy(() -> raw().sendAsync(post(server).build(), BodyHandlers.discarding())
                            .get())
                    .hasRootCauseInstanceOf(NumberFormatException.class);
            assertThat(ask(ours(server, clients)).end()).isEqualTo(FailureKind.PROTOCOL);
        }
    }

    /** What is left of the answer would begin the next one, so no connection of that client is used again. */
    private static void ofTwoLengthsTheFirstWins() throws Exception {
        String twice = WHOLE.replaceFirst("Content-Length", "Content-Length: 5\r\nContent-Length");
        try (RawServer server = RawServer.saying(twice);
                HttpClients clients = new HttpClients()) {
            byte[] body =
                    raw().send(post(server).build(), BodyHandlers.ofByteArray()).body();
            OpenAiEndpoint endpoint = ours(server, clients);
            Exchange first = new OpenAiAnswerReader().read(ask(endpoint));
            Exchange second = new OpenAiAnswerReader().read(ask(endpoint));

            assertThat(body).hasSize(5);
            for (Exchange each : List.of(first, second)) {
                assertThat(((Failed) each).kind()).isEqualTo(FailureKind.MALFORMED_SUCCESS);
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    private static void interimAnswersAreTakenOrRefused() throws Exception {
        try (RawServer few = RawServer.saying(EARLY.repeat(2) + WHOLE);
                RawServer many = RawServer.saying(EARLY.repeat(200) + WHOLE);
                HttpClients clients = new HttpClients()) {
            assertThat(textOf(ask(ours(few, clients)))).isEqualTo("Paris");
            assertThat(ask(ours(many, clients)).end()).isIn(null, FailureKind.PROTOCOL);
        }
    }

    private static void anAuthenticatorWantsAHeader() throws Exception {
        try (RawServer server = RawServer.saying("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
                HttpClients clients = new HttpClients()) {
            HttpClient asking = HttpClient.newBuilder()
                    .authenticator(new Authenticator() {})
                    .build();
            assertThatThrownBy(() -> asking.send(post(server).build(), BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("WWW-Authenticate");

            RecordedAnswer answer = ask(ours(server, clients));

            assertThat(answer.end()).isNull();
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    private static void aHeadThatIsTooLargeIsNoProtocol() throws Exception {
        String padded = WHOLE.replaceFirst("\r\n", "\r\nX-Pad: " + "x".repeat(400 << 10) + "\r\n");
        try (RawServer server = RawServer.saying(padded);
                HttpClients clients = new HttpClients()) {
            assertThatThrownBy(() -> raw().send(post(server).build(), BodyHandlers.discarding()))
                    .isInstanceOf(ProtocolException.class);
            assertThat(ask(ours(server, clients)).end()).isEqualTo(FailureKind.PROTOCOL);
        }
    }

    private static String textOf(RecordedAnswer answer) {
        return ((Answered) new OpenAiAnswerReader().read(answer)).completion().text();
    }
}
