package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTemplateTest {

    private static final Map<String, String> VARS =
            Map.of("name", "Ada", "order id", "17", "tricky", "{{name}} ${HOME} {% if %} \\{{name}}", "größe", "5");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Hello {{name}}!             | Hello Ada!
            {{ name }}{{name}}          | AdaAda
            Order {{order id}}          | Order 17
            {{größe}} cm                | 5 cm
            \\{{name}}                  | {{name}}
            \\\\{{name}}                | \\Ada
            \\{% raw %}                 | {% raw %}
            \\{# note #}                | {# note #}
            {"a": {"b": 1}} {{name}}    | {"a": {"b": 1}} Ada
            a } b }} c { d              | a } b }} c { d
            C:\\temp {{name}}           | C:\\temp Ada
            {{tricky}}                  | {{name}} ${HOME} {% if %} \\{{name}}
            """)
    void aNameIsReplacedOnceAndNothingElseIs(String template, String text) {
        assertThat(PromptTemplate.parse(template).render(VARS)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello {{name          | 1:7 | '{{' without '}}'
            {{}}                  | 1:1 | '{{}}' names no variable; literal braces are written \\{{
            {{ }}                 | 1:1 | '{{}}' names no variable; literal braces are written \\{{
            {{name ! upper}}      | 1:1 | filters are not supported: only a column name may stand between {{ and }}
            {{{name}}}            | 1:1 | nothing but a name may stand between {{ and }}
            {{ {{name}} }}        | 1:1 | nothing but a name may stand between {{ and }}
            Hi {% if x %}         | 1:4 | template logic is not supported; literal braces are written \\{%
            Hi {# note #}         | 1:4 | template logic is not supported; literal braces are written \\{#
            """)
    void whatIsNotANameIsRefusedWithItsPlace(String template, String place, String message) {
        // The bar parts the columns of the table, so a template writes it as an exclamation mark.
        assertThatThrownBy(() -> PromptTemplate.parse(template.replace(" ! ", " | ")))
                .asInstanceOf(type(TemplateException.class))
                .satisfies(e -> assertThat(e.line() + ":" + e.column()).isEqualTo(place))
                .extracting(TemplateException::getMessage)
                .isEqualTo(message);
    }

    @Test
    void thePlaceCountsLinesAndCodePoints() {
        assertThatThrownBy(() -> PromptTemplate.parse("One\nTwo \uD83D\uDE00 {{}}"))
                .asInstanceOf(type(TemplateException.class))
                .satisfies(e -> assertThat(e.line() + ":" + e.column()).isEqualTo("2:7"));
    }

    @Test
    void namesComeInOrderOfFirstUse() {
        assertThat(PromptTemplate.parse("{{b}} {{a}} {{b}} \\{{c}}").names()).containsExactly("b", "a");
    }

    @Test
    void aVariableWithoutAValueIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> PromptTemplate.parse("{{city}}").render(VARS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'city' has no value");
    }

    @Test
    void aTextStandsInOnlyWhereTheTemplateComesOutBlank() {
        PromptTemplate template = PromptTemplate.parse("{{system}}").whenBlank("Be kind.");

        assertThat(template.render(Map.of("system", "Be brief."))).isEqualTo("Be brief.");
        assertThat(template.render(Map.of("system", " \n"))).isEqualTo("Be kind.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Hello {{name}}!", "\\{{name}}", "\\\\{{name}}", "\\{% x %} {{name}} \\{# y #}", "{ { }} }"})
    void writtenOutAndReadAgainItIsTheSameTemplate(String template) {
        String written = PromptTemplate.parse(template).toString();

        assertThat(PromptTemplate.parse(written).render(VARS))
                .isEqualTo(PromptTemplate.parse(template).render(VARS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyValueIsPutInVerbatim(long seed) {
        Random random = new Random(seed);
        PromptTemplate template = PromptTemplate.parse("<{{value}}>");
        for (int i = 0; i < 2_000; i++) {
            String value = value(random);

            assertThat(template.render(Map.of("value", value))).isEqualTo("<" + value + ">");
        }
    }

    private static String value(Random random) {
        String[] pieces = {"{{", "}}", "${", "#{", "<%", "\"", "\\", "\n", "{%", "name", "\u0000", "ß"};
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            value.append(pieces[random.nextInt(pieces.length)]);
        }
        return value.toString();
    }
}
