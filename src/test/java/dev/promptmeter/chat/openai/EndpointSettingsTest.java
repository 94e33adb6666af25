package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointSettingsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "https://api.example.com/v1, https://api.example.com/v1/chat/completions",
        "https://api.example.com/v1/, https://api.example.com/v1/chat/completions",
        "HTTPS://API.Example.com//v1//, https://api.example.com/v1/chat/completions",
        "https://api.example.com/v1/chat/completions, https://api.example.com/v1/chat/completions",
        "https://api.example.com/v1/chat/completions/, https://api.example.com/v1/chat/completions",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/chat/completions",
        "http://[::1]:8080/v1, http://[::1]:8080/v1/chat/completions"
    })
    void thePathIsAppendedOnce(String base, String completions) {
        assertThat(EndpointSettings.of(URI.create(base), null).completions()).isEqualTo(URI.create(completions));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ftp://x/v1",
                "x/v1",
                "http:///v1",
                "https://me:hunter22@x/v1",
                "https://x/v1?key=hunter22",
                "https://x/v1#hunter22"
            })
    void anAddressThatCarriesMoreIsRefusedAndNotEchoed(String base) {
        assertThatThrownBy(() -> EndpointSettings.of(URI.create(base), null))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("a base URL ")
                .doesNotContain("hunter22");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "X-Team, 'a\u0000hunter22', visible ASCII only",
        "'X Team', a, visible ASCII only",
        "Host, a, set by the client itself",
        "Authorization, Bearer hunter22, set by the client itself"
    })
    void aHeaderThatCannotBeSentIsRefusedAndItsValueNotEchoed(String name, String value, String reason) {
        URI base = URI.create("https://x/v1");

        assertThatThrownBy(
                        () -> new EndpointSettings(base, null, Map.of(name, value), Deadlines.DEFAULT, "promptmeter"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("hunter22");
    }

    @Test
    void aKeyDoesNotPrint() {
        Secret key = Secret.of("sk-canary-0123456789");

        assertThat(EndpointSettings.of(URI.create("https://x/v1"), key).toString())
                .contains("key=***")
                .doesNotContain("canary");
    }

    @Test
    void aDeadlineIsNeverZero() {
        assertThatThrownBy(() -> Deadlines.ofTotal(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a deadline is a positive time: PT0S");
    }
}
