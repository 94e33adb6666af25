package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.RowOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageShapeTest {

    @TempDir
    private Path root;

    private static String with(String message) {
        return Suites.smallest("").replace("    text: \"{{question}}\"\n", "    messages:\n      - " + message + "\n");
    }

    private Message render(String message) {
        List<Message> messages =
                Suites.read(root, with(message)).prompts().get(0).render(Map.of("question", "Why?"), RowOptions.NONE);
        return messages.get(0);
    }

    @Test
    void aMessageHasARoleAndTextOrParts() {
        assertThat(render("{ role: user, content: \"{{question}}\", name: ada }"))
                .satisfies(message -> assertThat(message.content().asString()).isEqualTo("Why?"))
                .satisfies(message -> assertThat(message.extras().get("name")).hasToString("\"ada\""));
        assertThat(render(
                                "{ role: user, content: [{ type: text, text: \"{{question}}\" }, { type: input_audio, input_audio: { data: AAAA, format: wav } }] }")
                        .content())
                .hasToString(
                        "[{\"type\":\"text\",\"text\":\"Why?\"},{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}}]");
    }

    @Test
    void toolCallsStandWithoutContent() {
        Message message = render(
                "{ role: assistant, tool_calls: [{ id: c1, type: function, function: { name: f, arguments: \"{}\" } }] }");

        assertThat(message.content()).isNull();
        assertThat(message.extras().get("tool_calls"))
                .hasToString(
                        "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            { content: Hi }                                 | PM-1106  promptmeter.yaml:10:9  prompts[0].messages[0]: key 'role' is missing
            { role: usr, content: Hi }                      | PM-1106  promptmeter.yaml:10:17  prompts[0].messages[0].role: 'usr' is unknown: did you mean 'user'?
            { role: user, contents: Hi }                    | PM-1102  promptmeter.yaml:10:23  unknown key 'contents' under prompts[0].messages[0]: did you mean 'content'?
            { role: user, content: no }                     | PM-1104  promptmeter.yaml:10:32  prompts[0].messages[0].content: 'no' is read as a boolean by many YAML readers; write it in quotes
            { role: user, content: [] }                     | PM-1106  promptmeter.yaml:10:32  prompts[0].messages[0].content: expected text or a list of parts; found a list
            { role: user, content: [{ text: Hi }] }         | PM-1106  promptmeter.yaml:10:33  prompts[0].messages[0].content[0]: expected a map with a 'type'; found a map
            { role: user, content: 'Hi {{}}' }              | PM-1302  promptmeter.yaml:10:32  prompts[0].messages[0].content: '{{}}' names no variable; literal braces are written \\{{
            { role: user, content: Hi, cache: true }        | PM-1102  promptmeter.yaml:10:36  unknown key 'cache' under prompts[0].messages[0]; known keys: role, content, name, tool_call_id, tool_calls
            { insert: history, role: user }                 | PM-1102  promptmeter.yaml:10:28  unknown key 'role' under prompts[0].messages[0]; known keys: insert
            { insert: '' }                                  | PM-1107  promptmeter.yaml:10:19  prompts[0].messages[0].insert: 0 characters are outside 1 to 1000
            { fewShot: { file: x.csv } }                    | PM-1102  promptmeter.yaml:10:11  key 'fewShot' under prompts[0].messages[0] is not yet supported
            """)
    void whatNoMessageHasIsRefusedWhereItStands(String message, String fault) {
        assertThat(Suites.faults(
                        root, with(message.replace("'Hi {{}}'", "\"Hi {{}}\"").replace("''", "\"\""))))
                .first()
                .isEqualTo(fault);
    }
}
