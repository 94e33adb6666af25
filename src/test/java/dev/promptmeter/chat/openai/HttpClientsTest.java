package dev.promptmeter.chat.openai;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HttpClientsTest {

    @Test
    void clientsAreSharedByTheirConnectDeadline() {
        try (HttpClients clients = new HttpClients()) {
            HttpClient first = clients.client(ofSeconds(10));

            assertThat(clients.client(ofSeconds(10))).isSameAs(first);
            assertThat(clients.client(ofSeconds(5))).isNotSameAs(first);
            assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(first.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        }
    }

    @Test
    void aReplacedClientIsNotHandedOutAgain() {
        try (HttpClients clients = new HttpClients()) {
            HttpClient first = clients.client(ofSeconds(10));

            clients.replace(ofSeconds(10), first);
            HttpClient second = clients.client(ofSeconds(10));
            clients.replace(ofSeconds(10), first);

            assertThat(second).isNotSameAs(first);
            assertThat(clients.client(ofSeconds(10))).isSameAs(second);
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
