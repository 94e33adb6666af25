package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.TokenUsage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FieldToleranceTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FULL = """
            {"id":"x","model":"m","choices":[{"index":0,"finish_reason":"stop","native_finish_reason":"eos",
            "message":{"role":"assistant","content":"Paris","refusal":null,"reasoning":"hm","reasoning_content":"hm",
            "reasoning_details":[{"text":"hm"}],"tool_calls":[],"annotations":[],"audio":null}}],
            "usage":{"prompt_tokens":9,"completion_tokens":1,"total_tokens":10,
            "prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":1,"audio_tokens":0},
            "completion_tokens_details":{"reasoning_tokens":1,"accepted_prediction_tokens":0}},
            "meta":{"usage":{"credits_used":1892,"usd_spent":0.000946}}}""";

    private static final List<String> ODD = List.of(
            "absent",
            "null",
            "{}",
            "[]",
            "\"\"",
            "\"12\"",
            "true",
            "0",
            "-1",
            "12.0",
            "12.5",
            "9007199254740993",
            "123456789012345678901234567890",
            "1e400",
            "1e999999999999",
            "[null]",
            "[[[]]]",
            "{\"a\":{\"b\":[1]}}");

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/id",
                "/model",
                "/choices/0/index",
                "/choices/0/finish_reason",
                "/choices/0/native_finish_reason",
                "/choices/0/message/role",
                "/choices/0/message/refusal",
                "/choices/0/message/reasoning",
                "/choices/0/message/reasoning_content",
                "/choices/0/message/reasoning_details",
                "/choices/0/message/tool_calls",
                "/choices/0/message/annotations",
                "/choices/0/message/audio",
                "/usage",
                "/usage/prompt_tokens",
                "/usage/completion_tokens",
                "/usage/total_tokens",
                "/usage/prompt_tokens_details",
                "/usage/prompt_tokens_details/cached_tokens",
                "/usage/prompt_tokens_details/cache_write_tokens",
                "/usage/completion_tokens_details",
                "/usage/completion_tokens_details/reasoning_tokens",
                "/meta",
                "/meta/usage",
                "/meta/usage/credits_used",
                "/meta/usage/usd_spent"
            })
    void noOddValueOfAFieldCostsTheText(String field) {
        for (String value : ODD) {
            Exchange plain = reader.read(Recorded.plain(with(field, value)).answer());
            String chunk = with(field, value).replace("\"message\":", "\"delta\":");
            Exchange streamed = reader.read(
                    Recorded.stream("data: " + chunk + "\n\ndata: [DONE]\n\n").answer());

            assertThat(text(plain)).as("%s = %s", field, value).isEqualTo("Paris");
            assertThat(text(streamed)).as("%s = %s, streamed", field, value).isEqualTo("Paris");
        }
    }

    @Test
    void contentIsTextAListOrNothing() {
        for (String value : ODD) {
            Exchange exchange = reader.read(
                    Recorded.plain(with("/choices/0/message/content", value)).answer());

            boolean readable = List.of("absent", "null", "[]", "\"\"", "\"12\"", "[null]", "[[[]]]")
                    .contains(value);
            assertThat(exchange instanceof Answered).as(value).isEqualTo(readable);
            if (exchange instanceof Failed failed) {
                assertThat(failed.kind()).isEqualTo(FailureKind.MALFORMED_CONTENT);
            }
        }
    }

    @ParameterizedTest(name = "http-22: {0} is {1}")
    @CsvSource({
        "12,12",
        "12.0,12",
        "1.2e1,12",
        "0,0",
        "9007199254740992,9007199254740992",
        "9007199254740993,",
        "-1,",
        "12.5,",
        "'\"12\"',",
        "true,",
        "1e400,",
        "{},"
    })
    void aCountIsAnIntegralNumberOrMissing(String value, Long expected) {
        Answered answered =
                (Answered) reader.read(Recorded.plain(with("/usage/prompt_tokens_details/cache_write_tokens", value))
                        .answer());

        assertThat(answered.completion().usage()).isEqualTo(new TokenUsage(9L, 3L, expected, 1L, 1L, 10L));
        assertThat(answered.flags().contains("usage_invalid")).isEqualTo(expected == null);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "/usage/total_tokens, 11, true",
        "/usage/total_tokens, 10, false",
        "/usage/total_tokens, null, false",
        "/usage/prompt_tokens_details/cached_tokens, 10, true",
        "/usage/prompt_tokens_details/cached_tokens, 9, false",
        "/usage/prompt_tokens_details/audio_tokens, 10, true",
        "/usage/prompt_tokens_details/video_tokens, 9, false",
        "/usage/completion_tokens_details/audio_tokens, 2, true",
        "/usage/completion_tokens_details/image_tokens, 2, true",
        "/usage/completion_tokens_details/accepted_prediction_tokens, 2, true",
        "/usage/completion_tokens_details/rejected_prediction_tokens, 2, true",
        "/usage/completion_tokens_details/rejected_prediction_tokens, 1, false",
        "/usage/completion_tokens_details/reasoning_tokens, 2, true"
    })
    void contradictionsAreFlaggedAndKept(String field, String value, boolean flagged) {
        Answered answered =
                (Answered) reader.read(Recorded.plain(with(field, value)).answer());

        assertThat(answered.flags().contains("usage_inconsistent")).isEqualTo(flagged);
        assertThat(answered.completion().usage().prompt()).isEqualTo(9);
    }

    @Test
    void missingUsageIsNotZero() {
        Answered answered =
                (Answered) reader.read(Recorded.plain(with("/usage", "absent")).answer());

        assertThat(answered.completion().usage()).isEqualTo(TokenUsage.NONE);
        assertThat(answered.flags()).isEmpty();
    }

    private static String text(Exchange exchange) {
        return exchange instanceof Answered answered
                ? answered.completion().text()
                : ((Failed) exchange).kind() + ": " + ((Failed) exchange).message();
    }

    /** Replaces by marker, because some odd values cannot be held by the tree of a library. */
    private static String with(String field, String value) {
        JsonNode root = JSON.readTree(FULL);
        int slash = field.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) root.at(field.substring(0, slash));
        String name = field.substring(slash + 1);
        if (value.equals("absent")) {
            parent.remove(name);
            return root.toString();
        }
        parent.put(name, "@@");
        return root.toString().replace("\"@@\"", value);
    }
}
