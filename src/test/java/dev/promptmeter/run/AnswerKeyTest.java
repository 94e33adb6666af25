package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerKeyTest {

    private static final byte[] BODY =
            "{\"model\":\"sim-small\",\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final String ENDPOINT = "http://127.0.0.1:41233/v1";
    private static final String KEY = "0782af4fed7505f7e74cae6709fbd35e85176e0ba07ac007df9068b18e16e5d9";

    private final AnswerKey keys = new AnswerKey();

    private String key(String endpoint, String dataset, int occurrence, int repeat) {
        return keys.of(AnswerKey.endpoint(URI.create(endpoint)), dataset, keys.bodySha(BODY), occurrence, repeat);
    }

    @Test
    void theKeyOfTheReferenceRequestIsTheReferenceKey() {
        assertThat(keys.bodySha(BODY)).startsWith("5f908f39").endsWith("0f30de85");
        assertThat(key(ENDPOINT, "sums", 1, 1)).isEqualTo(KEY);
    }

    @Test
    void everyPartMakesAnotherKey() {
        assertThat(key("http://127.0.0.1:41234/v1", "sums", 1, 1)).isNotEqualTo(KEY);
        assertThat(key(ENDPOINT, "products", 1, 1)).isNotEqualTo(KEY);
        assertThat(key(ENDPOINT, "sums", 2, 1)).isNotEqualTo(KEY);
        assertThat(key(ENDPOINT, "sums", 1, 2)).isNotEqualTo(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "https://API.Example.com/v1/, https://api.example.com:443/v1",
        "https://api.example.com:443/v1, https://api.example.com:443/v1",
        "HTTP://localhost/v1//, http://localhost:80/v1",
        "http://[::1]:8080, http://[::1]:8080",
        "https://api.example.com/V1?x=1, https://api.example.com:443/V1"
    })
    void spellingsOfOneEndpointAreOne(String written, String spelled) {
        assertThat(AnswerKey.endpoint(URI.create(written))).isEqualTo(spelled);
    }

    @Test
    void requestIdsNameRunKeyRepeatAndAttempt() {
        var ids = new RequestIds("20260114-0912-k3f9");

        assertThat(ids.of(KEY, 1, 1)).isEqualTo("pm-336335bc-0782af4fed75-1-1").matches("[A-Za-z0-9._:-]{1,128}");
        assertThat(ids.of(KEY, 2, 3)).isEqualTo("pm-336335bc-0782af4fed75-2-3");
    }
}
