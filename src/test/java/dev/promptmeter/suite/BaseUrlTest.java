package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com/v1",
        "' https://api.example.com/v1/ ', https://api.example.com/v1",
        "HTTPS://API.Example.COM:8443//v1//, https://api.example.com:8443/v1",
        "https://api.example.com/v1/chat/completions, https://api.example.com/v1",
        "https://api.example.com, https://api.example.com",
        "http://127.0.0.1:8000/v1, http://127.0.0.1:8000/v1",
        "http://[::1]:8000/v1, http://[::1]:8000/v1",
        "https://müller.example/v1, https://xn--mller-kva.example/v1"
    })
    void anAddressHasOneForm(String written, String normalised) {
        assertThat(BaseUrl.read(written).value()).hasToString(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com/v1",
                "ftp://api.example.com",
                "file:///etc/passwd",
                "https://",
                "https://user:hunter2@api.example.com",
                "https://api.example.com/v1?key=hunter2",
                "https://api.example.com/#hunter2",
                "http://169.254.169.254/latest/meta-data",
                "http://metadata.google.internal/v1",
                "http://[fe80::1]/v1",
                "http://100.100.100.200/",
                "https://api.exa mple.com",
                "http://127.0.0.1:1漢/v1",
                "http://metadata.google.internal./v1",
                "http://127.0.0.1:0/v1",
                "http://127.0.0.1:65536/v1"
            })
    void whatIsNoPlainAddressIsRefusedWithoutQuotingASecret(String written) {
        var reading = BaseUrl.read(written);

        assertThat(reading.value()).isNull();
        assertThat(reading.text()).isNotEmpty().doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8000, true",
        "http://127.0.0.1, true",
        "http://127.9.9.9:1, true",
        "http://[::1]:8000, true",
        "http://simulator.localhost, true",
        "http://127.0.0.1.example.com, false",
        "https://api.example.com, false",
        "http://10.0.0.1, false"
    })
    void onlyThisComputerIsLoopback(String url, boolean loopback) {
        assertThat(BaseUrl.loopback(URI.create(url))).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com:443",
        "http://api.example.com/v1, http://api.example.com:80",
        "https://api.example.com:8443/v1, https://api.example.com:8443"
    })
    void anOriginHasItsPort(String url, String origin) {
        assertThat(BaseUrl.origin(URI.create(url))).isEqualTo(origin);
    }
}
