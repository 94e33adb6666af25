package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.run.Model.Delivery;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedSuitesTest {

    @Test
    void theQuickstartAsksTheSimulator() {
        Suite suite = Suite.read(Path.of("datasets/quickstart/promptmeter.yaml"), Suites.variables(Map.of()));

        assertThat(suite.name()).isEqualTo("quickstart");
        assertThat(suite.models()).singleElement().satisfies(model -> {
            assertThat(model.simulated()).isTrue();
            assertThat(model.delivery()).isEqualTo(Delivery.STREAM);
            assertThat(model.simulator()).containsKeys("script", "ttft", "interToken", "cost", "price", "seed");
        });
        assertThat(suite.datasets()).extracting(DatasetBlock::id).hasSize(6).contains("facts", "support-triage");
        assertThat(suite.gates()).hasSize(8);
        assertThat(suite.warnings()).isEmpty();
    }

    @Test
    void theParaphrasesAreJudgedInsideTheProcessForNothing() {
        Suite suite = Suite.read(Path.of("datasets/paraphrases/promptmeter.yaml"), Suites.variables(Map.of()));

        ScannedSuite scanned = SuiteScan.scan(suite);

        assertThat(suite.prices().of("in-process:all-minilm-l6-v2-q"))
                .hasValueSatisfying(price -> assertThat(price.free()).isTrue());
        assertThat(scanned.datasets().get("questions").info().rows()).isEqualTo(4);
        assertThat(scanned.warnings()).isEmpty();
    }

    @Test
    void theVendorSuiteNamesTheHostAndTheVariablesOfItsPreset() {
        Suite suite = Suite.read(Path.of("datasets/aimlapi/promptmeter.yaml"), Suites.variables(Map.of()));

        assertThat(suite.models()).singleElement().satisfies(model -> {
            assertThat(model.baseUri()).hasToString("https://api.aimlapi.com/v1");
            assertThat(model.key().variables()).startsWith("AIMLAPI_API_KEY");
            assertThat(model.deadlines().firstToken()).hasSeconds(30);
        });
        assertThat(suite.warnings()).isEmpty();
    }
}
