package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;

class StatedCostTest {

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader(JsonPointer.compile("/usage/cost"));

    @ParameterizedTest(name = "meta {0}, header {1}, own field {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "\"usd_spent\":0.000946                      | -     | -       | 946000000     | -",
                "\"credits_used\":1892                       | -     | -       | 946000000     | -",
                "\"credits_used\":1892,\"usd_spent\":0.000946 | -    | -       | 946000000     | -",
                "-                                           | 1892  | -       | 946000000     | -",
                "-                                           | -     | 0.001   | 1000000000    | -",
                "\"usd_spent\":0.001                         | -     | 0.00101 | 1000000000    | -",
                "\"usd_spent\":0.001                         | -     | 0.00102 | 1020000000    | cost_inconsistent",
                "\"usd_spent\":0.001,\"credits_used\":4000   | -     | -       | 2000000000    | cost_inconsistent",
                "\"usd_spent\":0,\"credits_used\":1892       | -     | -       | 946000000     | cost_inconsistent",
                "\"usd_spent\":0                             | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":0.0                           | 0     | -       | -             | cost_doubtful",
                "\"usd_spent\":-0.5                          | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":\"0.5\"                       | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":1e400                         | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":1e-400                        | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":1e999999999999                | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":1e-2147483640                 | -     | -       | -             | cost_doubtful",
                "\"credits_used\":1e-2147483640              | -     | -       | -             | cost_doubtful",
                "\"usd_spent\":null                          | -     | -       | -             | -",
                "-                                           | many  | -       | -             | cost_doubtful",
                "-                                           | 1e999999999 | - | -             | cost_doubtful",
                "-                                           | -     | -       | -             | -"
            })
    void theFirstBelievableStatementCounts(String meta, String header, String own, Long pico, String flags) {
        Answered answered = read(meta, header, own);

        assertThat(answered.completion().statedPico()).isEqualTo(pico);
        Set<String> expected =
                flags == null ? Set.of() : Arrays.stream(flags.split(";")).collect(Collectors.toSet());
        assertThat(answered.flags()).isEqualTo(expected);
    }

    @Test
    void aZeroWithoutTokensIsBelieved() {
        String body = "{\"choices\":[{\"message\":{\"content\":\"\"}}],\"meta\":{\"usage\":{\"usd_spent\":0}}}";

        Answered answered = (Answered) reader.read(Recorded.plain(body).answer());

        assertThat(answered.completion().statedPico()).isZero();
        assertThat(answered.flags()).isEmpty();
    }

    private Answered read(String meta, String header, String own) {
        String body = "{\"choices\":[{\"message\":{\"content\":\"Paris\"}}],\"usage\":{\"completion_tokens\":1"
                + (own == null ? "" : ",\"cost\":" + own) + "}"
                + (meta == null ? "" : ",\"meta\":{\"usage\":{" + meta + "}}") + "}";
        Recorded recorded = Recorded.plain(body);
        return (Answered)
                reader.read((header == null ? recorded : recorded.header("x-aimlapi-credits-used", header)).answer());
    }
}
