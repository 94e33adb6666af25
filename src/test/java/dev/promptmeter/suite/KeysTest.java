package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.suite.SuiteOptions.Allowance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final String KEY = "7f3a9c1e5b2d8064";

    @TempDir
    private Path root;

    private List<String> faults(String model, Map<String, String> variables) {
        try {
            keys(model, variables);
            return List.of();
        } catch (SuiteException e) {
            return Suites.shown(root, e.problems());
        }
    }

    private Keys keys(String model, Map<String, String> variables) {
        return Keys.resolve(Suites.read(root, withModel(model), Suites.variables(variables)));
    }

    private static String withModel(String model) {
        return Suites.smallest("")
                .replace("    baseUrl: http://127.0.0.1:8000/v1\n", "    " + model.replace("; ", "\n    ") + "\n");
    }

    @Nested
    class Found {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                preset: aimlapi                                              | AIMLAPI_API_KEY
                preset: aimlapi                                              | AIML_API_KEY
                preset: openai                                               | OPENAI_API_KEY
                baseUrl: https://api.example.com; apiKeyEnv: EXAMPLE_KEY     | EXAMPLE_KEY
                baseUrl: https://api.example.com; apiKeyEnv: [NO_KEY, A_KEY] | A_KEY
                """)
        void underTheNameThatSuiteOrPresetGives(String model, String variable) {
            Keys keys = keys(model, Map.of(variable, " \t" + KEY + "\n"));

            assertThat(keys.of("jamba").orElseThrow().reveal()).isEqualTo(KEY);
            assertThat(keys.redactor().redact("the key " + KEY)).isEqualTo("the key ***");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "preset: simulator",
                    "preset: ollama",
                    "preset: vllm",
                    "baseUrl: http://localhost:8000/v1",
                    "baseUrl: http://[::1]:8000",
                    "baseUrl: https://api.example.com; auth: none"
                })
        void nowhereWhereNoneIsSent(String model) {
            assertThat(keys(model, Map.of("OPENAI_API_KEY", KEY)).of("jamba")).isEmpty();
        }

        @Test
        void inTheProcessBeforeAnyFileAndNeverReplacedByOne() {
            Path file = Suites.write(
                    root.resolve(".env"), "# keys\nA_KEY='from-the-file'\nexport B_KEY=\"also-from-there\"\n\n");
            Environment both =
                    Environment.of(Map.of("A_KEY", "from-the-process")).withFile(file);

            assertThat(both.find("A_KEY")).isEqualTo("from-the-process");
            assertThat(both.find("B_KEY")).isEqualTo("also-from-there");
            assertThat(Environment.of(Map.of("A_KEY", "")).withFile(file).find("A_KEY"))
                    .isEmpty();
        }

        @Test
        void inAFileWhoseBrokenLineIsNotShown() {
            Path file = Suites.write(root.resolve(".env"), "A_KEY=x\nthis is " + KEY + "\n");

            assertThatThrownBy(() -> Environment.of(Map.of()).withFile(file))
                    .hasMessageContaining(".env:2  expected NAME=value (the line is not shown)")
                    .hasMessageNotContaining(KEY);
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                ''                        | is empty
                short                     | is too short
                "in-quotes-of-its-own"    | still has quotes around it
                Bearer 7f3a9c1e5b2d8064   | still has 'Bearer' before it; leave the word out
                7f3a 9c1e5b2d8064         | has a blank or a control character inside
                7f3a9c1e5b2d8064ß         | is not ASCII
                """)
        void byTheKindOfFaultAndNeverTheValue(String value, String kind) {
            assertThat(faults("preset: openai", Map.of("OPENAI_API_KEY", value)))
                    .containsExactly("PM-2002  promptmeter.yaml:4:5  model jamba: the key in OPENAI_API_KEY " + kind);
        }

        @Test
        void withALineBreakOrTooLong() {
            assertThat(faults("preset: openai", Map.of("OPENAI_API_KEY", "7f3a9c1e\n5b2d8064")))
                    .singleElement()
                    .asString()
                    .endsWith("has a line break inside");
            assertThat(faults("preset: openai", Map.of("OPENAI_API_KEY", "k".repeat(513))))
                    .singleElement()
                    .asString()
                    .endsWith("is too long");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                preset: aimlapi | PM-2001  promptmeter.yaml:4:5  model jamba: variable AIMLAPI_API_KEY is not set (also looked for: AIMLAPI_KEY, AIML_API_KEY)
                baseUrl: https://api.example.com | PM-2001  promptmeter.yaml:4:5  model jamba: no variable is named for its key; write apiKeyEnv: NAME (without a suite: --api-key-env NAME), or auth: none
                """)
        void whereNobodySetsIt(String model, String fault) {
            assertThat(faults(model, Map.of())).containsExactly(fault);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "preset: openai; baseUrl: https://other.example/v1",
                    "preset: openai; baseUrl: http://127.0.0.1:8000/v1",
                    "preset: openai; baseUrl: https://api.openai.com:8443/v1"
                })
        void onTheWayToAnotherHostThanItsPresets(String model) {
            assertThat(faults(model, Map.of("OPENAI_API_KEY", KEY)))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "PM-2003  promptmeter.yaml:4:5  model jamba: the key of preset openai is bound to api.openai.com");
            assertThat(faults(model + "; apiKeyEnv: OPENAI_API_KEY", Map.of("OPENAI_API_KEY", KEY)))
                    .isEmpty();
        }

        @Test
        void whenAVariableMovesThePreset() {
            Map<String, String> moved =
                    Map.of("OPENAI_API_KEY", KEY, "OPENAI_BASE_URL", "https://elsewhere.example/v1");

            assertThat(faults("preset: openai", moved))
                    .singleElement()
                    .asString()
                    .contains("PM-2003")
                    .contains("is not sent to elsewhere.example");
        }

        /** Otherwise a variable of the process would send a key that only a file knows to a host of its own. */
        @Test
        void fromAFileWhereTheProcessMovesThePreset() {
            Environment moved = Environment.of(Map.of("OPENAI_BASE_URL", "https://elsewhere.example/v1"))
                    .withFile(Suites.write(root.resolve(".env"), "OPENAI_API_KEY=" + KEY + "\n"));
            SuiteOptions options = SuiteOptions.of(moved);
            Suite suite = Suites.read(root, withModel("preset: openai; apiKeyEnv: OPENAI_API_KEY"), options);

            assertThatThrownBy(() -> Keys.resolve(suite))
                    .hasMessageContaining("PM-2003")
                    .hasMessageContaining("export OPENAI_API_KEY too")
                    .hasMessageNotContaining(KEY);
        }

        @Test
        void overPlainHttpUnlessAllowed() {
            String model = "baseUrl: http://api.example.com/v1; apiKeyEnv: EXAMPLE_KEY";
            Environment environment = Environment.of(Map.of("EXAMPLE_KEY", KEY));
            SuiteOptions allowed = new SuiteOptions(
                    environment,
                    List.of(),
                    List.of(),
                    Map.of(),
                    SuiteOptions.Rows.AS_WRITTEN,
                    Set.of(Allowance.PLAIN_HTTP),
                    null,
                    null);

            assertThat(faults(model, Map.of("EXAMPLE_KEY", KEY)))
                    .containsExactly(
                            "PM-2004  promptmeter.yaml:4:5  model jamba: refusing to send a key over http to api.example.com (--allow-plain-http permits it)");
            assertThat(Keys.resolve(Suites.read(root, withModel(model), allowed))
                            .all())
                    .hasSize(1);
            assertThat(Keys.resolve(Suites.read(root, withModel(model), allowed))
                            .warnings())
                    .singleElement()
                    .asString()
                    .contains("PM-6113", "--allow-plain-http sends its key unencrypted to api.example.com");
        }
    }

    @Nested
    class Written {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                apiKey: 7f3a9c1e5b2d8064                           | models[0].apiKey
                api_key: anything                                  | models[0].api_key
                headers: { X-Gateway: sk-live-7f3a9c1e5b2d8064 }   | models[0].headers.X-Gateway
                apiKeyEnv: 7f3a9c1e5b2d80647f3a9c1e5b2d8064        | models[0].apiKeyEnv
                headers: { X-Gateway: Bearer 7f3a9c1e5b2d8064aa }  | models[0].headers.X-Gateway
                """)
        void inTheSuiteItIsRefusedAndNotEchoed(String line, String path) {
            assertThat(faults("baseUrl: https://api.example.com; " + line, Map.of()))
                    .singleElement()
                    .asString()
                    .startsWith("PM-1108  promptmeter.yaml:6:")
                    .contains("looks like an API key at " + path + ";")
                    .doesNotContain("7f3a9c1e");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "d41d8cd98f00b204e9800998ecf8427e0000abcd",
                    "task-oriented-assistant-for-support",
                    "4f2c1d0",
                    "sk-short"
                })
        void otherTextIsLeftInPeace(String text) {
            assertThat(LiteralKeys.in(text)).isFalse();
        }
    }
}
