package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "HTTPS_PROXY", "http://proxy.example:3128/",
            "http_proxy", "10.0.0.9",
            "NO_PROXY", "direct.example, .inside.example,host.example:8443,192.168.0.7");

    private static String way(String uri) {
        ProxySelector proxies = EnvironmentProxies.of(VARIABLES::get).orElseThrow();
        Proxy proxy = proxies.select(URI.create(uri)).get(0);
        return proxy.type() == Proxy.Type.DIRECT ? "direct" : proxy.address().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, proxy.example/<unresolved>:3128",
        "http://api.example.com/v1, 10.0.0.9/<unresolved>:80",
        "https://direct.example/v1, direct",
        "https://sub.direct.example/v1, direct",
        "https://indirect.example/v1, proxy.example/<unresolved>:3128",
        "https://a.inside.example/v1, direct",
        "https://host.example:8443/v1, direct",
        "https://host.example/v1, proxy.example/<unresolved>:3128",
        "https://192.168.0.7/v1, direct",
        "http://127.0.0.1:8000/v1, direct",
        "http://localhost:8000/v1, direct",
        "https://[::1]:8000/v1, direct"
    })
    void anAddressIsReachedDirectlyOrThroughTheProxyOfItsScheme(String uri, String way) {
        assertThat(way(uri)).isEqualTo(way);
    }

    @Test
    void aStarMakesEveryAddressDirect() {
        Map<String, String> variables = Map.of("https_proxy", "proxy.example:3128", "no_proxy", "*");
        ProxySelector proxies = EnvironmentProxies.of(variables::get).orElseThrow();

        assertThat(proxies.select(URI.create("https://api.example.com"))).containsExactly(Proxy.NO_PROXY);
    }

    @Test
    void withoutVariablesTheJvmDecides() {
        assertThat(EnvironmentProxies.of(Map.of("NO_PROXY", "x", "HTTPS_PROXY", " ")::get))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:canary-7f3a9c1e@proxy.example:3128",
                "canary-7f3a9c1e@proxy.example",
                "https://canary-7f3a9c1e.example:3128",
                "socks5://canary-7f3a9c1e:1080",
                "http://canary-7f3a9c1e:99999",
                "canary-7f3a9c1e/path"
            })
    void aProxyThatCannotBeUsedIsRefusedAndNotShown(String value) {
        assertThatThrownBy(() -> EnvironmentProxies.of(Map.of("HTTPS_PROXY", value)::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HTTPS_PROXY ")
                .hasMessageContaining("not shown")
                .hasMessageNotContaining("canary");
    }
}
