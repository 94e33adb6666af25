package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {

    private static final Map<String, String> VARIABLES = Map.of(
            "TEAM", "search", "EMPTY", "", "N", "16", "SNEAKY", "{ a: b }", "TWICE", "${TEAM}", "OFFICIAL", "no");

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${TEAM}                       | search
            team ${TEAM} at work          | team search at work
            ${NOBODY:-support}            | support
            ${EMPTY:-support}             | support
            ${TEAM:-support}              | search
            ${NOBODY:-}.                  | .
            ${TEAM:?name a team}          | search
            $${TEAM}                      | ${TEAM}
            $TEAM                         | $TEAM
            ${SNEAKY}                     | { a: b }
            ${TWICE}                      | ${TEAM}
            ${OFFICIAL}                   | no
            """)
    void aVariableIsPutInOnceAsText(String written, String expanded) {
        Suite suite = Suites.read(root, described(written), Suites.variables(VARIABLES));

        assertThat(suite.description()).isEqualTo(expanded);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${NOBODY}                  | PM-1109  promptmeter.yaml:3:14  ${NOBODY} is not set and has no default
            ${NOBODY:?name a team}     | PM-1109  promptmeter.yaml:3:14  ${NOBODY} is not set and has no default: name a team
            ${not a name}              | PM-1109  promptmeter.yaml:3:14  description: '${' is not followed by a name and '}'; a literal one is written $${
            """)
    void aVariableThatIsNotThereIsAFault(String written, String fault) {
        assertThat(Suites.faults(root, described(written), Suites.variables(VARIABLES)))
                .containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENAI_API_KEY", "GATEWAY", "MY_PASSWORD", "my_token", "CLIENT_SECRET", "AIMLAPI_KEY"})
    void aVariableThatMayHoldASecretIsNeverPutIn(String name) {
        String yaml =
                described("${" + name + "}").replace("    model: ai21", "    apiKeyEnv: GATEWAY\n    model: ai21");

        assertThat(Suites.faults(root, yaml, Suites.variables(Map.of(name, "hunter2hunter2"))))
                .containsExactly("PM-1112  promptmeter.yaml:3:14  ${" + name
                        + "} may not be used here: variables with secrets are only named in apiKeyEnv");
    }

    @Test
    void theResultIsTypedLikeAWrittenValue() {
        String yaml = Suites.smallest("run: { concurrency: \"${N}\", timeout: \"${T:-5s}\" }\n");
        SuiteOptions wrong = Suites.variables(Map.of("N", "many"));

        assertThat(Suites.read(root, yaml, Suites.variables(VARIABLES)).run().concurrency())
                .isEqualTo(16);
        assertThat(Suites.faults(root, yaml, wrong))
                .containsExactly(
                        "PM-1106  promptmeter.yaml:12:21  run.concurrency: expected a whole number, 1 to 1024, or auto; found 'many'");
    }

    @Test
    void whatIsSentNeverDependsOnTheEnvironment() {
        String yaml = Suites.smallest("vars: { shop: \"${TEAM}\" }\nchecks: [{ type: contains, value: \"${TEAM}\" }]\n")
                .replace("{{question}}", "{{question}} ${OPENAI_API_KEY}");

        Suite suite = Suites.read(root, yaml, Suites.variables(VARIABLES));

        assertThat(suite.prompts().get(0).template()).isEqualTo("{{question}} ${OPENAI_API_KEY}");
        assertThat(suite.datasets().get(0).vars()).containsEntry("shop", "${TEAM}");
        assertThat(suite.datasets().get(0).checks().get(0).value().asString()).isEqualTo("${TEAM}");
    }

    private static String described(String description) {
        return Suites.smallest("").replace("name: support\n", "name: support\ndescription: \"" + description + "\"\n");
    }
}
