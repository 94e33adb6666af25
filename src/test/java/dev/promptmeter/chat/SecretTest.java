package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void aSecretPrintsAsStars() {
        Secret secret = Secret.of("sk-0123456789");

        assertThat(secret).hasToString("***");
        assertThat(secret.reveal()).isEqualTo("sk-0123456789");
        assertThat(secret).isNotInstanceOf(Serializable.class);
    }

    @Test
    void secretsAreEqualByValueAndTheHashTellsNothing() {
        assertThat(Secret.of("sk-0123456789"))
                .isEqualTo(Secret.of("sk-0123456789"))
                .isNotEqualTo(Secret.of("sk-0123456780"))
                .isNotEqualTo("sk-0123456789");
        assertThat(Secret.of("sk-0123456789").hashCode())
                .isEqualTo(Secret.of("sk-9876543210").hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "hunter22 ", "hunter\n22", "hunter22\n", "hunter22é", "hunter\u000022"})
    void aKeyThatCannotBeAHeaderIsRefusedAndNotEchoed(String value) {
        assertThatThrownBy(() -> Secret.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isEqualTo("a key is 8 to 512 visible ASCII characters")
                .doesNotContain("hunter");
    }
}
