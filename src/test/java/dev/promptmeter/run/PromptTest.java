package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.RowOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class PromptTest {

    private static final RowOptions AROUND =
            new RowOptions(null, null, "Dear model, ", " Thank you.", null, null, null, null);

    private static MessageTemplate message(String role, String text) {
        return MessageTemplate.of(role, PromptTemplate.parse(text));
    }

    @Test
    void oneUserMessageIsShownAsItsTextAndSeveralWithTheirRoles() {
        Prompt single = Prompt.of("v1", List.of(message("user", "Capital of {{country}}?")), Map.of());
        Prompt chat =
                Prompt.of("v2", List.of(message("system", "Be brief."), message("user", "{{question}}")), Map.of());

        assertThat(single.template()).isEqualTo("Capital of {{country}}?");
        assertThat(chat.template()).isEqualTo("system: Be brief.\n\nuser: {{question}}");
        assertThat(single.sha()).hasSize(12).isNotEqualTo(chat.sha());
        assertThat(chat.names()).containsExactly("question");
    }

    @Test
    void whatARowPutsAroundGoesToTheLastUserMessage() {
        Prompt prompt = Prompt.of(
                "v1",
                List.of(message("user", "Hi"), message("assistant", "Hello"), message("user", "{{q}}")),
                Map.of());

        List<Message> messages = prompt.render(Map.of("q", "Why?"), AROUND);

        assertThat(messages)
                .extracting(each -> each.content().asString())
                .containsExactly("Hi", "Hello", "Dear model, Why? Thank you.");
    }

    @Test
    void aSystemMessageOfVariablesOnlyIsLeftOutWhereItIsBlank() {
        Prompt prompt = Prompt.of("v1", List.of(message("system", "{{system}}"), message("user", "{{q}}")), Map.of());

        assertThat(prompt.render(Map.of("system", "", "q", "Why?"), RowOptions.NONE))
                .extracting(Message::role)
                .containsExactly("user");
        assertThat(prompt.render(Map.of("system", "Be brief.", "q", "Why?"), RowOptions.NONE))
                .hasSize(2);
    }

    @Test
    void partsArePassedAsWrittenButForTheirTexts() {
        ObjectNode text =
                JsonNodeFactory.instance.objectNode().put("type", "text").put("text", "What is on {{page}}?");
        ObjectNode image = JsonNodeFactory.instance.objectNode().put("type", "image_url");
        image.putObject("image_url").put("url", "https://example.com/{{page}}.png");
        MessageTemplate template = new MessageTemplate(
                "user",
                null,
                List.of(
                        new MessageTemplate.Part(text, PromptTemplate.parse("What is on {{page}}?")),
                        new MessageTemplate.Part(image, null)),
                Map.of("name", StringNode.valueOf("ada")));

        Message message = Prompt.of("v1", List.of(template), Map.of())
                .render(Map.of("page", "7"), AROUND)
                .get(0);

        assertThat(message.extras()).containsEntry("name", StringNode.valueOf("ada"));
        assertThat(message.content())
                .hasToString("[{\"type\":\"text\",\"text\":\"Dear model, \"},"
                        + "{\"type\":\"text\",\"text\":\"What is on 7?\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/{{page}}.png\"}},"
                        + "{\"type\":\"text\",\"text\":\" Thank you.\"}]");
    }
}
