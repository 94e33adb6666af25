package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientChecksTest {

    @Test
    void ordinaryPropertiesAreFine() {
        assertThat(ClientChecks.refusal(new Properties())).isEmpty();
        assertThat(ClientChecks.refusal(with("jdk.httpclient.HttpClient.log", "errors,requests")))
                .isEmpty();
        assertThat(ClientChecks.refusal(with("jdk.httpclient.enableAllMethodRetry", "false")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "jdk.httpclient.enableAllMethodRetry, true",
        "jdk.httpclient.enableAllMethodRetry, ''",
        "jdk.internal.httpclient.disableHostnameVerification, ''",
        "jdk.internal.httpclient.debug, true",
        "jdk.httpclient.HttpClient.log, 'errors,Headers'",
        "jdk.httpclient.HttpClient.log, all",
        "javax.net.debug, all"
    })
    void aDangerousSwitchIsNamed(String name, String value) {
        assertThat(ClientChecks.refusal(with(name, value)).orElseThrow())
                .startsWith("the system property " + name + " is set and ");
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.15, 17.0.16",
        "17, 17.0.16",
        "18.0.2, 21.0.8",
        "21.0.7+6, 21.0.8",
        "17.0.16, ",
        "17.0.20, ",
        "21.0.8+9, ",
        "22, ",
        "25.0.1, "
    })
    void anOldClientIsSpokenOf(String version, String safe) {
        Optional<String> advice = ClientChecks.advice(Runtime.Version.parse(version));

        assertThat(advice.isPresent()).isEqualTo(safe != null);
        advice.ifPresent(text -> assertThat(text).contains(" is older than " + safe + ", "));
    }

    private static Properties with(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
