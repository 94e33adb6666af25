package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.Message;
import dev.promptmeter.dataset.DatasetSpec;
import dev.promptmeter.dataset.RowOptions;
import dev.promptmeter.gate.Gate;
import dev.promptmeter.gate.GateSpec;
import dev.promptmeter.run.Model.Delivery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectModeTest {

    private final SuiteOptions options = Suites.variables(Map.of());

    @TempDir
    private Path root;

    private String data(String text) {
        return Suites.write(root.resolve("my questions.csv"), text).toString();
    }

    private static DirectMode against(
            String data, String model, String baseUrl, String system, Map<String, String> params) {
        return new DirectMode(
                data, model, baseUrl, null, null, null, system, params, Delivery.STREAM, List.of("passRate >= 95%"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.csv, true",
        "A.TSV, true",
        "a.jsonl, true",
        "-, true",
        "promptmeter.yaml, false",
        "a.csv/suite, false"
    })
    void aDatasetIsToldFromASuiteByItsName(String argument, boolean dataset) {
        assertThat(DirectMode.takes(argument)).isEqualTo(dataset);
    }

    @Test
    void nothingButADatasetIsAskedOfTheSimulator() {
        Suite suite = DirectMode.of(data("prompt,expected\nWhat is the capital of France?,Paris\n"))
                .suite(options);

        assertThat(suite.name()).isEqualTo("my-questions");
        assertThat(suite.models().get(0).simulated()).isTrue();
        assertThat(suite.datasets().get(0).spec().mode()).isEqualTo(DatasetSpec.Mode.SIMPLE);
        assertThat(suite.prompts())
                .singleElement()
                .satisfies(prompt -> assertThat(prompt.template()).isEqualTo("{{prompt}}"));
        assertThat(SuiteScan.scan(suite).gates()).extracting(Gate::expression).containsExactly("passRate >= 100%");
    }

    @Test
    void withoutAnyCheckThereIsNoImpliedGate() {
        ScannedSuite scanned =
                SuiteScan.scan(DirectMode.of(data("prompt\nHello\n")).suite(options));

        assertThat(scanned.checked()).isFalse();
        assertThat(scanned.gates()).isEmpty();
    }

    @Test
    void flagsBecomeTheModel() {
        Suite suite = against(
                        data("prompt\nHello\n"),
                        "my/model",
                        "http://127.0.0.1:8000/v1/",
                        null,
                        Map.of("temperature", "0", "extra.mirostat", "2"))
                .suite(options);

        ModelSpec model = suite.models().get(0);
        assertThat(model.id()).isEqualTo("my-model");
        assertThat(model.name()).isEqualTo("my/model");
        assertThat(model.baseUri()).hasToString("http://127.0.0.1:8000/v1");
        assertThat(model.delivery()).isEqualTo(Delivery.STREAM);
        assertThat(model.params()).containsOnlyKeys("temperature", "mirostat");
        assertThat(suite.gates()).extracting(GateSpec::expression).containsExactly("passRate >= 95%");
        assertThat(Keys.resolve(suite).all()).isEmpty();
    }

    @Test
    void theHostOfAPresetBringsItsVariables() {
        Suite suite = against(data("prompt\nHello\n"), "m", "https://api.aimlapi.com/v1", null, Map.of())
                .suite(options);

        assertThat(suite.models().get(0).key().variables()).startsWith("AIMLAPI_API_KEY");
        assertThatThrownBy(() -> Keys.resolve(suite)).hasMessageContaining("PM-2001");
    }

    @Test
    void aModelNeedsAnEndpointAndAnEndpointAModel() {
        String data = data("prompt\nHello\n");

        assertThatThrownBy(() -> against(data, "m", null, null, Map.of()).suite(options))
                .hasMessage("PM-1007  '--model m' needs an endpoint: --base-url URL or --preset NAME");
        assertThatThrownBy(() -> against(data, null, "http://127.0.0.1:1/v1", null, Map.of())
                        .suite(options))
                .hasMessage("PM-1007  '--base-url' needs the name of a model: --model NAME");
    }

    @Test
    void aWrongParameterNamesItsFlag() {
        assertThatThrownBy(() -> against(
                                data("prompt\nHello\n"), "m", "http://127.0.0.1:1/v1", null, Map.of("temprature", "0"))
                        .suite(options))
                .hasMessage("PM-1102  unknown key 'temprature' under models[0].params: did you mean 'temperature'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id,question,expected   | {{question}}
            prompt,question,answer | {{prompt}}
            system,text,id         | {{text}}
            """)
    void theOnlyColumnThatCanBeThePromptIsIt(String header, String template) {
        Suite suite = DirectMode.of(data(header + "\n1,2,3\n")).suite(options);

        assertThat(suite.prompts().get(0).parts())
                .last()
                .satisfies(part -> assertThat(part.shown()).isEqualTo("user: " + template));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q,a         | no column 'prompt' and more than one candidate (q, a): name a template with --prompt-file; it has: q, a
            promt,a     | no column 'prompt'; it has: promt, a: did you mean 'promt'?
            id,expected | no column 'prompt'; it has: id, expected
            """)
    void withoutSuchAColumnTheMessageSaysWhatThereIs(String header, String text) {
        assertThatThrownBy(() -> DirectMode.of(data(header + "\n1,2\n")).suite(options))
                .hasMessageStartingWith("PM-1305")
                .hasMessageContaining("questions.csv:1  " + text);
    }

    @Test
    void theSystemTextStandsInWhereTheColumnIsBlank() {
        Suite suite = against(
                        data("prompt,system\nHi,Be brief.\nHo,\n"), "m", "http://127.0.0.1:1/v1", "Be kind.", Map.of())
                .suite(options);

        var prompt = suite.prompts().get(0);
        assertThat(texts(prompt.render(Map.of("prompt", "Hi", "system", "Be brief."), RowOptions.NONE)))
                .containsExactly("Be brief.", "Hi");
        assertThat(texts(prompt.render(Map.of("prompt", "Ho", "system", " "), RowOptions.NONE)))
                .containsExactly("Be kind.", "Ho");
    }

    @Test
    void withoutASystemTextABlankColumnLeavesTheMessageOut() {
        var prompt = DirectMode.of(data("prompt,system\nHi,\n"))
                .suite(options)
                .prompts()
                .get(0);

        assertThat(texts(prompt.render(Map.of("prompt", "Hi", "system", ""), RowOptions.NONE)))
                .containsExactly("Hi");
    }

    @Test
    void aTemplateFileTakesThePlaceOfTheColumn() {
        String template = Suites.write(root.resolve("elsewhere/ask.txt"), "Capital of {{country}}?\n")
                .toString();
        DirectMode direct = new DirectMode(
                data("country,language\nFrance,English\n"),
                null,
                null,
                null,
                null,
                template,
                "Be brief.",
                Map.of(),
                Delivery.PLAIN,
                List.of());

        var prompt = direct.suite(options).prompts().get(0);

        assertThat(texts(prompt.render(Map.of("country", "France"), RowOptions.NONE)))
                .containsExactly("Be brief.", "Capital of France?");
    }

    @Test
    void standardInputIsAFileThatSomebodyHasSpooled() {
        Path spooled = Suites.write(root.resolve("spooled"), "prompt\nHello\n");
        SuiteOptions piped = new SuiteOptions(
                options.environment(),
                List.of(),
                List.of(),
                Map.of(),
                SuiteOptions.Rows.AS_WRITTEN,
                Set.of(),
                spooled,
                null);

        assertThat(DirectMode.of("-").suite(piped).name()).isEqualTo("stdin");
        assertThatThrownBy(() -> DirectMode.of("-").suite(options)).hasMessageContaining("PM-1209");
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(message -> message.content().asString()).toList();
    }
}
