package dev.promptmeter.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StampsTest {

    private static final String BODY = """
            data: {"choices":[{"delta":{"role":"assistant"}}],"sim":{"i":0,"w":0,"t":"+0000000000000000100"}}

            data: {"choices":[{"delta":{"content":"four"}}],"sim":{"i":1,"w":1,"t":"+0000000000000000200"}}

            data: {"choices":[{"delta":{"content":"a dozen"}}],"sim":{"i":2,"w":12,"t":"-0000000000000000300"}}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}],"sim":{"i":3,"w":0,"t":"+0000000000000000400"}}

            data: [DONE]

            """;

    @Test
    void onlyEventsThatBringTokensHaveAStampThatCounts() {
        assertThat(Stamps.ofOutput(bytes(BODY))).containsExactly(200, -300);
    }

    @Test
    void aStampThatBreaksOffIsNone() {
        int last = BODY.indexOf("-000");

        assertThat(Stamps.ofOutput(bytes(BODY.substring(0, last + 19)))).containsExactly(200);
        assertThat(Stamps.ofOutput(bytes(BODY.substring(0, last)))).containsExactly(200);
        assertThat(Stamps.ofOutput(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
