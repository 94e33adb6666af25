package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTableTest {

    @TempDir
    private Path root;

    private List<String> warnings(String params, String more) {
        return Suites.read(root, suite(params, more)).warnings().stream()
                .map(Problem::text)
                .toList();
    }

    private static String suite(String params, String more) {
        return Suites.smallest(more).replace("jamba-1-5-mini\n", "jamba-1-5-mini\n    params: { " + params + " }\n");
    }

    @Test
    void theTableHoldsEveryMemberOfARequest() {
        assertThat(ParameterTable.SHIPPED.types())
                .hasSize(30)
                .containsKeys("model", "messages", "stream", "web_search_options");
    }

    /** Each parameter at its least and greatest value: sent without a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature: 0",
                "temperature: 2",
                "top_p: 0.1",
                "top_p: 1",
                "top_k: 0",
                "min_p: 0",
                "min_p: 1",
                "top_a: 0",
                "top_a: 1",
                "frequency_penalty: -2",
                "frequency_penalty: 2",
                "frequency_penalty: null",
                "presence_penalty: -2",
                "presence_penalty: 2",
                "presence_penalty: null",
                "repetition_penalty: 0",
                "repetition_penalty: 2",
                "logit_bias: { \"50256\": -100 }",
                "logit_bias: { \"50256\": 100 }",
                "logit_bias: null",
                "logprobs: null",
                "top_logprobs: 20, logprobs: true",
                "top_logprobs: 0, logprobs: true",
                "top_logprobs: null",
                "max_tokens: 1",
                "max_completion_tokens: 1",
                "n: 1",
                "n: null",
                "seed: 1",
                "stop: null",
                "stop: [a, b, c, d]",
                "stop: END",
                "response_format: { type: text }",
                "response_format: { type: json_schema, json_schema: { name: order, schema: { type: object }, strict: true } }",
                "tools: [{ type: function, function: { name: lookup, parameters: {}, strict: null } }]",
                "tool_choice: auto",
                "tool_choice: { type: function, function: { name: lookup } }",
                "parallel_tool_calls: false",
                "reasoning_effort: low",
                "reasoning: { effort: high, exclude: true }",
                "reasoning: { max_tokens: 1 }",
                "prediction: { type: content, content: Paris }",
                "prediction: { type: content, content: [{ type: text, text: Paris }] }",
                "modalities: [text]",
                "modalities: null",
                "modalities: [audio], audio: { format: wav, voice: alloy }",
                "audio: null",
                "web_search_options: { search_context_size: low, user_location: { type: approximate, approximate: { city: Bonn } } }",
                "web_search_options: { user_location: null }"
            })
    void withinItsRangeAParameterIsSentWithoutAWord(String params) {
        assertThat(warnings(params, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            temperature: 3                               | temperature: 3 is outside 0 to 2
            temperature: -0.1                            | temperature: -0.1 is outside 0 to 2
            top_p: 0                                     | top_p: 0 is outside 0.1 to 1
            top_k: -1                                    | top_k: -1 is outside 0 and more
            min_p: 1.1                                   | min_p: 1.1 is outside 0 to 1
            top_a: 2                                     | top_a: 2 is outside 0 to 1
            frequency_penalty: 2.5                       | frequency_penalty: 2.5 is outside -2 to 2
            presence_penalty: -3                         | presence_penalty: -3 is outside -2 to 2
            repetition_penalty: 2.01                     | repetition_penalty: 2.01 is outside 0 to 2
            logit_bias: { '50256': 101 }                 | logit_bias.50256: 101 is outside -100 to 100
            top_logprobs: 21, logprobs: true             | top_logprobs: 21 is outside 0 to 20
            top_logprobs: 2.5, logprobs: true            | top_logprobs: 2.5 is not a whole number
            max_tokens: 0                                | max_tokens: 0 is outside 1 and more
            max_tokens: 10.5                             | max_tokens: 10.5 is not a whole number
            max_completion_tokens: 0                     | max_completion_tokens: 0 is outside 1 and more
            n: 0                                         | n: 0 is outside 1 and more
            seed: 0                                      | seed: 0 is outside 1 and more
            stop: [a, b, c, d, e]                        | stop: 5 items are more than 4
            response_format: { type: yaml }              | response_format.type: 'yaml' is not one of text, json_object, json_schema
            tool_choice: always                          | tool_choice: 'always' is not one of none, auto, required
            reasoning_effort: extreme                    | reasoning_effort: 'extreme' is not one of low, medium, high
            reasoning: { max_tokens: 0 }                 | reasoning.max_tokens: 0 is outside 1 and more
            reasoning: { efort: low }                    | reasoning: unknown key 'efort': did you mean 'effort'?
            modalities: [video]                          | modalities[0]: 'video' is not one of text, audio
            audio: { format: ogg, voice: alloy }         | audio.format: 'ogg' is not one of wav, mp3, flac, opus, pcm16
            top_logprobs: 5                              | top_logprobs: needs 'logprobs: true'
            reasoning: { effort: low, max_tokens: 9 }    | reasoning: 'effort' and 'max_tokens' exclude each other
            stream_options: { include_usage: true }      | stream_options: belongs to a streamed answer only ('stream: true')
            modalities: [audio]                          | modalities: 'audio' needs the parameter 'audio'
            """)
    void outsideItIsSentAsWrittenAndSaid(String params, String text) {
        assertThat(warnings(params.replace('\'', '"'), ""))
                .containsExactly("models[0].params." + text + " for ai21/jamba-1-5-mini; it is sent as written");
        assertThat(Suites.faults(root, suite(params.replace('\'', '"'), "run: { strictParams: on }\n")))
                .singleElement()
                .asString()
                .startsWith("PM-1107  promptmeter.yaml:7:")
                .contains(text);
    }

    @Test
    void moreToolsThanTheModelTakesAreSaid() {
        String tools = IntStream.range(0, 129)
                .mapToObj(i -> "{ type: function, function: { name: tool" + i + " } }")
                .collect(Collectors.joining(", "));

        assertThat(warnings("tools: [" + tools + "]", ""))
                .singleElement()
                .asString()
                .contains("129 items are more than 128");
    }

    @Test
    void aModelWithoutAnEntryIsOnlyHeldToTypes() {
        String other = suite("temperature: 3, reasoning_effort: minimal", "")
                .replace("ai21/jamba-1-5-mini", "some-other-model");

        assertThat(Suites.read(root, other).warnings()).isEmpty();
    }

    @Test
    void whatAPromptAddsIsHeldAgainstTheModelToo() {
        String yaml = Suites.smallest("").replace("    text:", "    params: { top_logprobs: 3 }\n    text:");

        assertThat(Suites.read(root, yaml).warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "prompts[0].params.top_logprobs: needs 'logprobs: true' for ai21/jamba-1-5-mini; it is sent as written");
    }

    @Test
    void extrasLieAmongTheParametersInTheOrderWritten() {
        String params = "temperature: 0, extra: { mirostat: 2, nested: { on: true } }, max_tokens: 300";

        var model = Suites.read(root, suite(params, "")).models().get(0);

        assertThat(model.params().keySet()).containsExactly("temperature", "mirostat", "nested", "max_tokens");
        assertThat(model.params().get("nested")).hasToString("{\"on\":true}");
    }

    @Test
    void numbersKeepTheirDigits() {
        var params = Suites.read(root, suite("temperature: 0.70, max_tokens: 300, seed: 12345678901234567890", ""))
                .models()
                .get(0)
                .params();

        assertThat(params.get("temperature").decimalValue().toPlainString()).isEqualTo("0.70");
        assertThat(params.get("max_tokens")).hasToString("300");
        assertThat(params.get("seed")).hasToString("12345678901234567890");
    }
}
