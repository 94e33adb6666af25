package dev.promptmeter.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import dev.promptmeter.chat.Redactor;
import dev.promptmeter.chat.openai.OpenAiRequestWriter;
import dev.promptmeter.run.CaseId;
import dev.promptmeter.run.Intent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent stands in the journal byte for byte, whatever a dataset holds. */
class SentBodiesTest {

    private static final String ODD = "a\"\\\b\f\n\r\t\u0000\u001f\u007f\u2028\u2029é漢{}[],:";

    private final OpenAiRequestWriter writer = new OpenAiRequestWriter();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void aBodyIsOnRecordAsItIsSent(long seed) {
        Random random = new Random(seed);
        CaseId id = new CaseId("sums", "r1", "default", "sim", 1);
        for (int round = 0; round < 5_000; round++) {
            Message message = Message.of("user", text(random));
            byte[] body = writer.write(new ChatRequest("m", List.of(message), Map.of(), false));

            byte[] record = IntentRecord.encode(new Intent(id, "key", 1, "pm-1", 0, null, body), Redactor.NONE);

            assertThat(Json.MAPPER.readTree(record).path("body").stringValue().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(body);
            assertThat(record).doesNotContain('\n');
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            boolean half = random.nextInt(4) == 0;
            text.append(
                    half
                            ? (char) (Character.MIN_SURROGATE + random.nextInt(2_048))
                            : ODD.charAt(random.nextInt(ODD.length())));
        }
        return text.toString();
    }
}
