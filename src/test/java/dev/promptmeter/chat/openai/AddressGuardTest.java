package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final URI ENDPOINT = URI.create("https://api.example.com/v1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static AddressGuard leadingTo(String... addresses) {
        return new AddressGuard(ENDPOINT, null, host -> addresses(addresses));
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        InetAddress[] found = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            found[i] = InetAddress.getByName(texts[i]);
        }
        return found;
    }

    private static void check(AddressGuard guard) throws Exception {
        guard.check(Runnable::run, PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "169.254.0.1", "fe80::1", "100.100.100.200", "168.63.129.16", "fd00:ec2::254"
            })
    void aNameThatLeadsToAForbiddenAddressIsRefusedWhereverTheAddressStands(String address) {
        AddressGuard guard = leadingTo("93.184.216.34", address);

        assertThatThrownBy(() -> check(guard))
                .isInstanceOf(ConnectException.class)
                .hasMessageEndingWith("is a link-local or metadata address and is never contacted");
        assertThatThrownBy(() -> check(guard)).isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "127.0.0.1", "10.0.0.7", "192.168.1.20", "::1", "fd12::1"})
    void otherAddressesPass(String address) {
        assertThatCode(() -> check(leadingTo(address))).doesNotThrowAnyException();
    }

    @Test
    void aNameIsNotLookedUpForEveryRequest() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        AddressGuard guard = new AddressGuard(ENDPOINT, null, host -> {
            lookUps.incrementAndGet();
            return addresses("93.184.216.34");
        });

        check(guard);
        check(guard);

        assertThat(lookUps).hasValue(1);
    }

    @Test
    void anUnknownNameIsLeftToTheClient() {
        AddressGuard guard = new AddressGuard(ENDPOINT, null, host -> {
            throw new UnknownHostException(host);
        });

        assertThatCode(() -> check(guard)).doesNotThrowAnyException();
    }

    private static AddressGuard behindAProxy(AddressGuard.Lookup lookup) {
        ProxySelector proxies = EnvironmentProxies.of(Map.of("HTTPS_PROXY", "proxy.example:3128")::get)
                .orElseThrow();
        return new AddressGuard(ENDPOINT, proxies, lookup);
    }

    @Test
    void aProxyIsNoWayAroundIt() {
        AddressGuard guard = behindAProxy(host -> addresses("169.254.169.254"));

        assertThatThrownBy(() -> check(guard)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> check(guard)).isInstanceOf(ConnectException.class);
    }

    @Test
    void behindAProxyANameThatIsUnknownHereIsAskedForOnce() throws Exception {
        AtomicInteger lookUps = new AtomicInteger();
        AddressGuard guard = behindAProxy(host -> {
            lookUps.incrementAndGet();
            throw new UnknownHostException(host);
        });

        check(guard);
        check(guard);

        assertThat(lookUps).hasValue(1);
    }

    /** The number is 169.254.169.254 for every resolver. */
    @Test
    void aRequestToSuchAHostIsNotSent() throws Exception {
        try (HttpClients clients = new HttpClients()) {
            var settings = EndpointSettings.of(URI.create("http://2852039166:9/v1"), null);
            var endpoint = new OpenAiEndpoint(settings, clients);

            RecordedAnswer answer = endpoint.ask(
                    new WireRequest("pm-1", "{}".getBytes(StandardCharsets.UTF_8), false),
                    new Stopwatch(System::nanoTime, 0, 0));

            assertThat(answer.end()).isEqualTo(FailureKind.CONNECT);
            assertThat(answer.detail())
                    .isEqualTo("no connection to 2852039166:9: 169.254.169.254 is a link-local or metadata address"
                            + " and is never contacted");
        }
    }
}
