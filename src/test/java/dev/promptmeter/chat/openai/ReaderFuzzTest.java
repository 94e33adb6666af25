package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;

/** Whatever the bytes, the reader answers; a message is always short and a flag always a word. */
class ReaderFuzzTest {

    private static final int ROUNDS = 4_000;
    private static final List<String> SEEDS = List.of(
            Recorded.PARIS,
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Par\\ud83d\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            "event: error\ndata: {\"error\":{\"code\":500,\"message\":[1]}}\n\n",
            "{\"error\":{\"message\":\"x\",\"code\":\"429\"},\"statusCode\":\"503\"}",
            "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{}}]}}],\"meta\":{\"usage\":{\"usd_spent\":1e-9}}}",
            "<html><title>x</title></html>");
    private static final String GRAFTS = "{}[]\":,\\\n\r0-1e9truenull\uFEFF\u0000é漢\ud83d\ude00data:";
    private static final List<String> HEADERS = List.of(
            "content-type", "content-encoding", "retry-after", "retry-after-ms", "date", "x-aimlapi-credits-used");
    private static final List<String> VALUES = List.of(
            "text/html",
            "application/json",
            "gzip",
            "deflate",
            "br",
            "1e999999999",
            "-1",
            "Wed, 99 Foo",
            "",
            "9".repeat(99));

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader(JsonPointer.compile("/usage/cost"));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyBytesGiveAnExchange(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = body(random);
            Recorded recorded = random.nextBoolean() ? Recorded.plain(body) : Recorded.stream(body);
            recorded = recorded.status(random.nextInt(3) == 0 ? random.nextInt(700) : 200)
                    .stamped(stamps(random));
            recorded = random.nextInt(3) == 0
                    ? recorded.header(
                            HEADERS.get(random.nextInt(HEADERS.size())), VALUES.get(random.nextInt(VALUES.size())))
                    : recorded;
            FailureKind[] kinds = FailureKind.values();
            recorded = random.nextInt(4) == 0 ? recorded.ended(kinds[random.nextInt(kinds.length)]) : recorded;

            Exchange exchange = reader.read(recorded.answer());

            assertThat(exchange.flags()).allMatch(flag -> flag.matches("[a-z0-9_]+"));
            if (exchange instanceof Failed failed) {
                assertThat(failed.message()).isNotBlank().hasSizeLessThanOrEqualTo(500);
            }
        }
    }

    private static byte[] body(Random random) {
        byte[] body = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(10) == 0) {
            random.nextBytes(body);
            return body;
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            body = mutated(body, random);
        }
        return body;
    }

    private static byte[] mutated(byte[] body, Random random) {
        int at = random.nextInt(body.length + 1);
        byte[] graft = GRAFTS.substring(random.nextInt(GRAFTS.length())).getBytes(StandardCharsets.UTF_8);
        int take = random.nextInt(graft.length + 1);
        int skip = Math.min(body.length, at + random.nextInt(5));
        byte[] out = Arrays.copyOf(body, at + take + body.length - skip);
        System.arraycopy(graft, 0, out, at, take);
        System.arraycopy(body, skip, out, at + take, body.length - skip);
        return out;
    }

    private static long[] stamps(Random random) {
        return random.longs(2L * random.nextInt(6), 0, 100).toArray();
    }
}
