package dev.promptmeter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderLinesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Authorization: Bearer abcdef-123 and more        | Authorization: Bearer *** and more
            sent X-API-Key: abcdef123; host: x               | sent X-API-Key: ***; host: x
            {"api-key":"abcdef123","a":1}                    | {"api-key":"***","a":1}
            {\\"authorization\\": \\"Basic dXNlcjpw\\"}      | {\\"authorization\\": \\"Basic ***\\"}
            proxy-authorization:abcdef123                    | proxy-authorization:***
            """)
    void aCredentialBehindTheNameOfItsHeaderIsMasked(String text, String masked) {
        assertThat(HeaderLines.masked(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "variable --api-key-env NAME: not set",
                "authorization: none",
                "the-api-key: abcdefgh",
                "authorization is needed",
                "no colon at all"
            })
    void otherWordsAreLeftAlone(String text) {
        assertThat(HeaderLines.masked(text)).isSameAs(text.indexOf(':') < 0 ? text : HeaderLines.masked(text));
        assertThat(HeaderLines.masked(text)).isEqualTo(text);
    }

    @Test
    void bytesKeepTheirNumber() {
        byte[] body = "é {\"Authorization\":\"Bearer abcdef123\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(new String(HeaderLines.masked(body), StandardCharsets.UTF_8))
                .isEqualTo("é {\"Authorization\":\"Bearer *********\"}");
        byte[] other = "nothing of the kind".getBytes(StandardCharsets.UTF_8);
        assertThat(HeaderLines.masked(other)).isSameAs(other);
    }
}
