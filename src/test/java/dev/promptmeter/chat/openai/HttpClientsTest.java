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
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class HttpClientsTest {

    @Test
    void clientsAreSharedByEndpointsWithTheSameConnectDeadline() {
        try (HttpClients clients = new HttpClients()) {
            HttpClient first = clients.client(connecting("http://one.test/v1", 10));

            assertThat(clients.client(connecting("http://other.test/v1", 10))).isSameAs(first);
            assertThat(clients.client(connecting("http://one.test/v1", 5))).isNotSameAs(first);
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(first.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        }
    }

    @Test
    void whatIsEncryptedIsDecryptedOnThreadsOfItsOwn() {
        try (HttpClients clients = new HttpClients()) {
            Executor plain = executor(clients, "http://one.test/v1");
            Executor encrypted = executor(clients, "https://one.test/v1");

            assertThat(threadOf(plain)).isSameAs(Thread.currentThread());
            assertThat(threadOf(encrypted).getName()).startsWith("promptmeter-http-");
        }
    }

    @Test
    void onlyAClientOfEncryptedConnectionsTrustsAnybody() throws Exception {
        try (HttpClients clients = new HttpClients()) {
            SSLContext plain = clients.client(connecting("http://one.test/v1", 10)).sslContext();
            SSLContext encrypted =
                    clients.client(connecting("https://one.test/v1", 10)).sslContext();

            assertThat(encrypted).isSameAs(SSLContext.getDefault());
            assertThatThrownBy(plain::createSSLEngine).isInstanceOf(IllegalStateException.class);
        }
    }

    private static Executor executor(HttpClients clients, String base) {
        return clients.client(connecting(base, 10)).executor().orElseThrow();
    }

    private static Thread threadOf(Executor executor) {
        return CompletableFuture.supplyAsync(Thread::currentThread, executor).join();
    }

    @Test
    void aReplacedClientIsNotHandedOutAgain() {
        EndpointSettings settings = connecting("http://one.test/v1", 10);
        try (HttpClients clients = new HttpClients()) {
            HttpClient first = clients.client(settings);

            clients.replace(settings, first);
            HttpClient second = clients.client(settings);
            clients.replace(settings, first);

            assertThat(second).isNotSameAs(first);
            assertThat(clients.client(settings)).isSameAs(second);
        }
    }

    private static EndpointSettings connecting(String base, int seconds) {
        Deadlines usual = Deadlines.DEFAULT;
        Deadlines deadlines =
                new Deadlines(ofSeconds(seconds), usual.headers(), usual.firstToken(), usual.idle(), usual.total());
        return new EndpointSettings(URI.create(base), null, Map.of(), deadlines, "promptmeter");
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
