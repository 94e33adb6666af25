package dev.promptmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The watch sees a key that is put somewhere on purpose. */
class CanaryWatchTest {

    /** Not a {@code TempDir} of JUnit: the watch over this very test would find what it plants. */
    private Path folder;

    @BeforeEach
    void lay() throws IOException {
        folder = Files.createTempDirectory("canary-");
        folder.toFile().deleteOnExit();
    }

    static Stream<String> forms() {
        return Canary.USUAL.forms().stream();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aKeyInAFileIsFoundInEveryForm(String form) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "before " + form + " after\n");
        try {
            assertThatThrownBy(() -> CanaryWatch.refuse(folder))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageEndingWith("a.txt");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aKeyInCodeThatUrlsUseIsFound() {
        String url = Base64.getUrlEncoder()
                .encodeToString(("xy" + Canary.of("~~~???>>>key").key()).getBytes(StandardCharsets.UTF_8));

        assertThat(Canary.of("~~~???>>>key").in(url)).isPresent();
    }

    @Test
    void aKeyInTheNameOfAFileIsFound() throws IOException {
        Path file = Files.createFile(folder.resolve(Canary.USUAL.key() + ".csv"));
        try {
            assertThat(Canary.USUAL.below(folder)).containsExactly(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aKeyInAnExceptionIsFoundAlsoBehindAnother() {
        IOException cause = new IOException("Authorization: Bearer " + Canary.USUAL.key());

        assertThatThrownBy(() -> CanaryWatch.refuse(new IllegalStateException("x", cause)))
                .isInstanceOf(AssertionError.class)
                .hasMessageNotContaining(Canary.USUAL.key());
        assertThatCode(() -> CanaryWatch.refuse(new IllegalStateException("no key")))
                .doesNotThrowAnyException();
    }

    /** Without its registration it would see nothing at all. */
    @Test
    void itIsRegisteredForEveryTest() throws IOException {
        String services = "/META-INF/services/org.junit.jupiter.api.extension.Extension";
        try (InputStream named = getClass().getResourceAsStream(services);
                InputStream switched = getClass().getResourceAsStream("/junit-platform.properties")) {
            assertThat(new String(named.readAllBytes(), StandardCharsets.UTF_8)).contains(CanaryWatch.class.getName());
            assertThat(new String(switched.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("junit.jupiter.extensions.autodetection.enabled=true");
        }
        assertThat(CanaryWatch.looks()).isPositive();
    }
}
