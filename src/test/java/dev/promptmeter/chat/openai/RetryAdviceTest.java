package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAdviceTest {

    private static Failed read(
            @Nullable FailureKind end, String detail, @Nullable Integer status, Map<String, String> headers) {
        var recorded = new RecordedAnswer(
                "pm-1",
                false,
                end,
                detail,
                status,
                headers,
                "{\"error\":{\"message\":\"no\"}}".getBytes(StandardCharsets.UTF_8),
                new Times(0, 0, 0, null, null, null, 1_000),
                new long[0],
                Set.of());
        return (Failed) new OpenAiAnswerReader().read(recorded);
    }

    @ParameterizedTest
    @CsvSource({
        "501, '', no_retry",
        "505, '', no_retry",
        "525, '', no_retry",
        "526, '', no_retry",
        "409, '', retry_advised",
        "400, true, retry_advised",
        "503, false, no_retry",
        "429, false, no_retry"
    })
    void statusAndHeaderSayWhatTheKindCannot(int status, String header, String flag) {
        Map<String, String> headers = header.isEmpty() ? Map.of() : Map.of("x-should-retry", header);

        assertThat(read(null, "", status, headers).flags()).contains(flag);
    }

    @ParameterizedTest
    @CsvSource({"400, ''", "500, ''", "429, ''", "504, true"})
    void otherwiseTheKindDecidesAlone(int status, String header) {
        Map<String, String> headers = header.isEmpty() ? Map.of() : Map.of("x-should-retry", header);

        assertThat(read(null, "", status, headers).flags()).doesNotContain("no_retry", "retry_advised");
    }

    @Test
    void aCertificateThatIsNotAcceptedIsNotTriedAgainButABrokenHandshakeIs() {
        Failed certificate =
                read(FailureKind.TLS, "certificate of example.org is not accepted: expired", null, Map.of());
        Failed handshake = read(FailureKind.TLS, "handshake with example.org broke off", null, Map.of());

        assertThat(certificate.flags()).contains("no_retry");
        assertThat(handshake.flags()).contains("retry_advised");
    }
}
