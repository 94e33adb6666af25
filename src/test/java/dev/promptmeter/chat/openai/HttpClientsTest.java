package dev.promptmeter.chat.openai;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class HttpClientsTest {

    private static final EndpointSettings PLAIN = EndpointSettings.of(URI.create("http://127.0.0.1:1/v1"), null);
    private static final EndpointSettings SECURE = EndpointSettings.of(URI.create("https://127.0.0.1:1/v1"), null);

    @Test
    void clientsAreSharedByTheirConnectDeadline() {
        Deadlines brief = new Deadlines(ofSeconds(5), ofSeconds(60), ofSeconds(60), ofSeconds(60), ofSeconds(60));
        var impatient = new EndpointSettings(PLAIN.baseUri(), null, Map.of(), brief, "promptmeter");
        try (HttpClients clients = new HttpClients()) {
            HttpClient first = clients.client(PLAIN);

            assertThat(clients.client(PLAIN)).isSameAs(first);
            assertThat(clients.client(impatient)).isNotSameAs(first);
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(first.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        }
    }

    @Test
    void onlyAClientOfSecuredConnectionsTrustsAnybody() throws Exception {
        try (HttpClients clients = new HttpClients()) {
            assertThat(clients.client(SECURE).sslContext()).isSameAs(SSLContext.getDefault());
            assertThatThrownBy(() -> clients.client(PLAIN).sslContext().createSSLEngine())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatIsEncryptedIsDecryptedOnThreadsOfItsOwn() {
        try (HttpClients clients = new HttpClients()) {
            assertThat(threadOf(clients.client(PLAIN))).isSameAs(Thread.currentThread());
            assertThat(threadOf(clients.client(SECURE)).getName()).startsWith("promptmeter-http-");
        }
    }

    private static Thread threadOf(HttpClient client) {
        return CompletableFuture.supplyAsync(Thread::currentThread, client.executor().orElseThrow())
                .join();
    }

    @Test
    void aReplacedClientIsNotHandedOutAgain() {
        try (HttpClients clients = new HttpClients()) {
            HttpClient first = clients.client(PLAIN);

            clients.replace(PLAIN, first);
            HttpClient second = clients.client(PLAIN);
            clients.replace(PLAIN, first);

            assertThat(second).isNotSameAs(first);
            assertThat(clients.client(PLAIN)).isSameAs(second);
        }
    }

    @Test
    void thePropertiesThatTheClientNeedsAreSet() {
        new HttpClients().close();

        assertThat(System.getProperty("jdk.httpclient.keepalive.timeout")).isEqualTo("4");
        assertThat(System.getProperty("jdk.httpclient.disableRetryConnect")).isEqualTo("true");
    }

    @Test
    void closingEndsEveryThreadOfTheClient() throws Exception {
        Set<Thread> before = threads();
        HttpClients clients = new HttpClients();
        try (RawServer server = RawServer.saying(RawServer.json(Recorded.PARIS))) {
            var endpoint = new OpenAiEndpoint(EndpointSettings.of(server.base(), null), clients);
            endpoint.ask(new WireRequest("pm-1", new byte[] {'{', '}'}, false), new Stopwatch(System::nanoTime, 0, 0));
        }
        List<Thread> started =
                threads().stream().filter(thread -> !before.contains(thread)).toList();

        clients.close();

        assertThat(started).hasSizeGreaterThanOrEqualTo(2);
        for (Thread thread : started) {
            thread.join(30_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("HttpClient-\\d+-SelectorManager|promptmeter-http-\\d+"))
                .collect(Collectors.toSet());
    }
}
