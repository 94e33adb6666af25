package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import dev.promptmeter.TestScale;
import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Suite 19 of the test plan: whatever a field of an answer holds, nothing is thrown, the text survives and the bytes stay as they came. */
class MutatedAnswersSuiteTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MESSAGE =
            "{\"role\":\"assistant\",\"content\":\"Paris\",\"refusal\":null,\"reasoning\":\"hm\","
                    + "\"reasoning_content\":\"hm\",\"reasoning_details\":[{\"type\":\"text\",\"text\":\"hm\"}],"
                    + "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}],"
                    + "\"annotations\":[{\"type\":\"url\"}],\"audio\":{\"id\":\"a\"},\"name\":\"n\"}";

    private static final String FULL = "{\"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"service_tier\":\"default\",\"system_fingerprint\":\"f\",\"provider\":\"p\",\"error\":null,"
            + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"native_finish_reason\":\"eos\",\"finishReason\":\"stop\","
            + "\"logprobs\":{\"content\":[{\"token\":\"P\",\"logprob\":-0.1,\"bytes\":[80],\"top_logprobs\":[]}]},"
            + "\"message\":" + MESSAGE + "}],"
            + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11,\"cost\":0.1,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":3,\"cache_write_tokens\":1,\"audio_tokens\":0,\"video_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":1,\"accepted_prediction_tokens\":0,"
            + "\"rejected_prediction_tokens\":0,\"audio_tokens\":0,\"image_tokens\":0}},"
            + "\"x_groq\":{\"usage\":{\"prompt_tokens\":9}},"
            + "\"meta\":{\"usage\":{\"credits_used\":1892,\"usd_spent\":0.000946}}}";

    private static final List<String> FIELDS = List.of(
            "/id",
            "/object",
            "/created",
            "/model",
            "/service_tier",
            "/system_fingerprint",
            "/provider",
            "/error",
            "/choices",
            "/choices/0",
            "/choices/0/index",
            "/choices/0/finish_reason",
            "/choices/0/native_finish_reason",
            "/choices/0/finishReason",
            "/choices/0/logprobs",
            "/choices/0/logprobs/content",
            "/choices/0/logprobs/content/0/logprob",
            "/choices/0/message",
            "/choices/0/message/role",
            "/choices/0/message/content",
            "/choices/0/message/refusal",
            "/choices/0/message/reasoning",
            "/choices/0/message/reasoning_content",
            "/choices/0/message/reasoning_details",
            "/choices/0/message/tool_calls",
            "/choices/0/message/tool_calls/0/function",
            "/choices/0/message/tool_calls/0/function/arguments",
            "/choices/0/message/annotations",
            "/choices/0/message/audio",
            "/usage",
            "/usage/prompt_tokens",
            "/usage/completion_tokens",
            "/usage/total_tokens",
            "/usage/cost",
            "/usage/prompt_tokens_details",
            "/usage/prompt_tokens_details/cached_tokens",
            "/usage/prompt_tokens_details/cache_write_tokens",
            "/usage/prompt_tokens_details/audio_tokens",
            "/usage/completion_tokens_details",
            "/usage/completion_tokens_details/reasoning_tokens",
            "/usage/completion_tokens_details/accepted_prediction_tokens",
            "/meta",
            "/meta/usage",
            "/meta/usage/credits_used",
            "/meta/usage/usd_spent");

    private static final List<String> MUTATIONS =
            List.of("absent", "null", "{\"wrong\":[true]}", "\"\"", "9".repeat(400), "-7", "12.5", "\"12\"");

    /** Without them, or with something else in their place, there is no text to keep, or it is an error that is said. */
    private static final Set<String> CARRIERS =
            Set.of("/error", "/object", "/choices", "/choices/0", "/choices/0/message", "/choices/0/message/content");

    private static final List<String> TEMPLATES = List.of(
            FULL,
            FULL.replace("\"refusal\":null", "\"refusal\":\"no\""),
            FULL.replace("\"finish_reason\":\"stop\"", "\"finish_reason\":null"),
            FULL.replace("\"content\":\"Paris\"", "\"content\":[{\"type\":\"text\",\"text\":\"Paris\"}]"),
            FULL.replace("\"message\":", "\"delta\":"),
            FULL.replace("\"index\":0,\"finish", "\"finish"));

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader(JsonPointer.compile("/usage/cost"));

    @Test
    void aMutatedFieldCostsNothingButItself() {
        try (SuiteLine line = SuiteLine.begin(19, "mutated answers", 0)) {
            for (String template : TEMPLATES.subList(0, TestScale.of(1, TEMPLATES.size()))) {
                for (String field : FIELDS) {
                    for (String mutation : MUTATIONS) {
                        check(mutated(template, field, mutation), field + " = " + mutation, CARRIERS.contains(field));
                        line.count();
                    }
                }
            }
            assertThat(line.cases()).isEqualTo(TestScale.of(360, 2_160));
        }
    }

    @Test
    @Tag("nightly")
    void twoMutatedFieldsCostNoMore() {
        try (SuiteLine line = SuiteLine.begin(19, "mutated answers, pairs", 0)) {
            for (String first : FIELDS) {
                for (String second : FIELDS) {
                    for (String mutation : MUTATIONS) {
                        String once = mutated(FULL, first, "null");
                        boolean carrier = CARRIERS.contains(first) || CARRIERS.contains(second);
                        check(mutated(once, second, mutation), first + ", " + second + " = " + mutation, carrier);
                        line.count();
                    }
                }
            }
        }
    }

    private void check(String json, String what, boolean carrier) {
        boolean chunk = json.contains("\"delta\":");
        Recorded recorded = chunk ? Recorded.stream("data: " + json + "\n\ndata: [DONE]\n\n") : Recorded.plain(json);
        RecordedAnswer answer = recorded.answer();
        byte[] before = answer.body().clone();

        Exchange exchange = reader.read(answer);

        assertThat(answer.body()).as(what).isEqualTo(before);
        assertThat(exchange.flags()).as(what).allMatch(flag -> flag.matches("[a-z0-9_]+"));
        if (exchange instanceof Answered answered && !carrier) {
            assertThat(answered.completion().text()).as(what).isEqualTo("Paris");
        } else if (exchange instanceof Failed failed) {
            assertThat(carrier || failed.kind() == FailureKind.TRUNCATED)
                    .as(what + ": " + failed)
                    .isTrue();
        }
    }

    /** Replaces by marker, because a number of 400 digits cannot be held by the tree of a library as it was written. */
    private static String mutated(String json, String field, String mutation) {
        JsonNode root = JSON.readTree(json);
        String path = json.contains("\"delta\":") ? field.replace("/message", "/delta") : field;
        int slash = path.lastIndexOf('/');
        JsonNode parent = root.at(path.substring(0, slash));
        String name = path.substring(slash + 1);
        if (parent instanceof ArrayNode list && !list.isEmpty()) {
            if (mutation.equals("absent")) {
                list.remove(Integer.parseInt(name));
            } else {
                list.set(Integer.parseInt(name), JSON.readTree("\"@@\""));
            }
        } else if (parent instanceof ObjectNode object) {
            if (mutation.equals("absent")) {
                object.remove(name);
            } else {
                object.put(name, "@@");
            }
        }
        return root.toString().replace("\"@@\"", mutation);
    }
}
