package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputLimitTest {

    private static Long most(String body) {
        return OutputLimit.most(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLimitHoldsForEachChoice() {
        assertThat(most("{'messages':[{'content':'Hi'}],'max_tokens':50,'n':3}".replace('\'', '"')))
                .isEqualTo(150);
    }

    @Test
    void nothingBoundsWhatImagesOrEndlessAnswersCost() {
        String parts = "{'messages':[{'role':'user','content':[{'type':'image_url'}]}],'max_tokens':50}";
        String endless = "{'messages':[{'content':'Hi'}]}";
        String vast = "{'messages':[{'content':'Hi'}],'max_tokens':99999999999}";

        assertThat(most(parts.replace('\'', '"'))).isNull();
        assertThat(most(endless.replace('\'', '"'))).isNull();
        assertThat(most(vast.replace('\'', '"'))).isNull();
    }
}
