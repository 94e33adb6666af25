package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateFuzzTest {

    /** A template that is understood is rendered once; a value is text, whatever it holds. */
    @Test
    void anyTextIsATemplateOrRefusedAndAnyTextAValue() {
        Fuzz.run("template", 20_000, input -> {
            String text = new String(input, StandardCharsets.UTF_8);
            assertThat(PromptTemplate.parse("<{{x}}|{{x}}>").render(Map.of("x", text)))
                    .isEqualTo("<" + text + "|" + text + ">");
            assertThat(PromptTemplate.literal(text).render(Map.of())).isEqualTo(text);
            try {
                PromptTemplate template = PromptTemplate.parse(text);
                Map<String, String> values = new HashMap<>();
                template.names().forEach(name -> values.put(name, "{{" + name + "}}"));
                assertThat(template.render(values)).isNotNull();
            } catch (TemplateException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }
}
