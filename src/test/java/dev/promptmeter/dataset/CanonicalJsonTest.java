package dev.promptmeter.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void onlyWhatJsonNeedsIsEscaped() {
        String json = new CanonicalJson()
                .text("\"\\\b\f\n\r\t\u0001\u001f/<é😀\u2028\u007f")
                .toString();

        assertThat(json).isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/<é😀\u2028\u007f\"");
    }

    @Test
    void keysAreSortedByCodePoint() {
        String json = new CanonicalJson()
                .texts(Map.of("😀", "4", "\uff21", "3", "b", "2", "B", "1", "ba", "5"))
                .toString();

        assertThat(json).isEqualTo("{\"B\":\"1\",\"b\":\"2\",\"ba\":\"5\",\"\uff21\":\"3\",\"😀\":\"4\"}");
    }
}
