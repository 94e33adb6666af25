package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenAiRequestWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OpenAiRequestWriter writer = new OpenAiRequestWriter();

    @Test
    void onlyWhatWasWrittenIsSentInTheOrderWritten() {
        var request = new ChatRequest(
                "m",
                List.of(Message.of("system", "Be brief."), Message.of("user", "Capital of France?")),
                params("temperature", "0.70", "stop", "[\"a\",null]", "seed", "0", "logit_bias", "{\"50256\":-100}"),
                false);

        assertThat(text(request))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"Capital of France?\"}],"
                        + "\"temperature\":0.7,\"stop\":[\"a\",null],\"seed\":0,\"logit_bias\":{\"50256\":-100}}");
    }

    @Test
    void aStreamAsksForItsUsage() {
        assertThat(text(streamed(params("top_p", "1"))))
                .endsWith("\"top_p\":1,\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
    }

    @Test
    void optionsOfTheUserAreNotChanged() {
        var request = streamed(params("stream_options", "{\"include_usage\":false}", "stream", "false"));

        assertThat(text(request)).endsWith("],\"stream_options\":{\"include_usage\":false},\"stream\":true}");
    }

    @Test
    void anAssistantMessageMayHaveToolCallsAlone() {
        var calls = JSON.readTree("[{\"id\":\"c\"}]");
        var message = new Message("assistant", null, Map.of("tool_calls", calls));

        assertThat(text(new ChatRequest("m", List.of(message), Map.of(), false)))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]}]}");
    }

    @Test
    void halfASurrogatePairIsWrittenAsAnEscape() {
        assertThat(text(asking("a\ud83d"))).contains("\"content\":\"a\\uD83D\"");
        assertThat(text(asking("\ude00\ud83d\ude00\ud83dz"))).contains("\"content\":\"\\uDE00\ud83d\ude00\\uD83Dz\"");
    }

    @Test
    void aParameterCannotReplaceTheModel() {
        var request = new ChatRequest("m", List.of(), params("model", "\"other\""), false);

        assertThatThrownBy(() -> writer.write(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a parameter: model");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void everyTextComesBackAsItWas(long seed) {
        Random random = new Random(seed);
        String odd = "a\"\\\b\f\n\r\t\u0000\u001f\u007f\u2028\u2029é漢{}[],:";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder prompt = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                boolean surrogate = random.nextInt(4) == 0;
                prompt.append(
                        surrogate
                                ? (char) (Character.MIN_SURROGATE + random.nextInt(2_048))
                                : odd.charAt(random.nextInt(odd.length())));
            }
            byte[] bytes = writer.write(asking(prompt.toString()));

            JsonNode read = JSON.readTree(bytes);
            assertThat(read.at("/messages/0/content").stringValue()).isEqualTo(prompt.toString());
            assertThat(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(bytes);
            assertThat(writer.write(asking(prompt.toString()))).isEqualTo(bytes);
        }
    }

    private String text(ChatRequest request) {
        return new String(writer.write(request), StandardCharsets.UTF_8);
    }

    private static ChatRequest asking(String prompt) {
        return new ChatRequest("m", List.of(Message.of("user", prompt)), Map.of(), false);
    }

    private static ChatRequest streamed(Map<String, JsonNode> params) {
        return new ChatRequest("m", List.of(Message.of("user", "Hi")), params, true);
    }

    private static Map<String, JsonNode> params(String... namesAndJson) {
        Map<String, JsonNode> params = new LinkedHashMap<>();
        for (int i = 0; i < namesAndJson.length; i += 2) {
            params.put(namesAndJson[i], JSON.readTree(namesAndJson[i + 1]));
        }
        return params;
    }
}
