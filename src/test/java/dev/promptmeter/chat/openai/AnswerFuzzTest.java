package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.Fuzz;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever comes back, the reader says what it means; it has no exceptions to declare. */
class AnswerFuzzTest {

    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    private Exchange read(Recorded recorded) {
        Exchange exchange = reader.read(recorded.answer());
        for (String flag : exchange.flags()) {
            assertThat(flag).matches("[a-z0-9_]+");
        }
        if (exchange instanceof Failed failed) {
            assertThat(failed.message()).isNotBlank().hasSizeLessThanOrEqualTo(500);
        }
        return exchange;
    }

    @Test
    void responses() {
        Fuzz.run("response-json", 20_000, input -> read(Recorded.plain(input)));
    }

    @Test
    void streams() {
        Fuzz.run("event-stream", 20_000, input -> read(Recorded.stream(input)));
    }

    @Test
    void errors() {
        int[] statuses = {400, 401, 402, 403, 404, 429, 500, 502, 504, 529};
        Fuzz.run(
                "error-body",
                20_000,
                input -> assertThat(read(Recorded.plain(input).status(statuses[input.length % statuses.length])))
                        .isNotNull());
    }

    @Test
    void waits() {
        Fuzz.run("retry-after", 20_000, input -> {
            String value = new String(input, StandardCharsets.UTF_8);
            Exchange exchange = read(Recorded.plain("{}".getBytes(StandardCharsets.UTF_8))
                    .status(429)
                    .header(input.length % 2 == 0 ? "retry-after" : "x-ratelimit-reset-requests", value));
            Duration wait = ((Failed) exchange).retryAfter();
            if (wait != null) {
                assertThat(wait).isPositive().isLessThanOrEqualTo(LONGEST);
            }
        });
    }
}
