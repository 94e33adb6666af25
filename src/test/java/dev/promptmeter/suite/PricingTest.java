package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Price;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Problem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PricingTest {

    @TempDir
    private Path root;

    private Suite read(String pricing) {
        return Suites.read(root, Suites.smallest(pricing));
    }

    @Test
    void theIdWinsOverTheNameAndTheModelsOwnPriceOverBoth() {
        String both =
                "pricing: { asOf: 2026-01-02, models: { jamba: { input: 1, output: 2 }, ai21/jamba-1-5-mini: free } }\n";
        String own =
                Suites.smallest(both).replace("    model: ai21", "    price: { input: 9, output: 9 }\n    model: ai21");

        assertThat(read(both).prices().of("jamba").orElseThrow().input()).isEqualTo("1");
        assertThat(Suites.read(root, own).prices().of("jamba").orElseThrow().input())
                .isEqualTo("9");
        assertThat(read(both.replace("jamba: {", "other: {"))
                        .prices()
                        .of("jamba")
                        .orElseThrow()
                        .free())
                .isTrue();
    }

    @Test
    void aPriceNeedsItsDateAndFreeDoesNot() {
        assertThat(Suites.faults(root, Suites.smallest("pricing: { models: { jamba: { input: 1, output: 2 } } }\n")))
                .singleElement()
                .asString()
                .startsWith("PM-1106  promptmeter.yaml:12:10  pricing.asOf is missing");
        assertThat(read("pricing: { models: { jamba: free } }\n").prices().asOf())
                .isNull();
        assertThat(read("").prices()).isEqualTo(PriceList.NONE);
    }

    @Test
    void tokensMayBeCountedOutside() {
        String yaml = Suites.smallest(
                "pricing: { asOf: 2026-01-02, models: { jamba: { input: 1, cachedInput: 0.5, output: 2 } } }\n");
        String outside = yaml.replace("    model: ai21", "    tokens: { cached: outside }\n    model: ai21");
        TokenUsage usage = new TokenUsage(1_000_000L, 1_000_000L, null, 0L, null, null);

        assertThat(pico(yaml, usage)).isEqualTo(500_000_000_000L);
        assertThat(pico(outside, usage)).isEqualTo(1_500_000_000_000L);
    }

    private long pico(String yaml, TokenUsage usage) {
        return Suites.read(root, yaml)
                .prices()
                .of("jamba")
                .orElseThrow()
                .pico(usage)
                .orElseThrow();
    }

    private static final String LITELLM = """
            {
              "sample_spec": { "input_cost_per_token": 0.0, "max_tokens": "set to the limit" },
              "ai21/jamba-1-5-mini": {
                "litellm_provider": "ai21", "mode": "chat", "max_tokens": 256000,
                "input_cost_per_token": 2e-07, "output_cost_per_token": 4e-07,
                "cache_read_input_token_cost": 1e-07, "cache_creation_input_token_cost": 2.5e-07,
                "output_cost_per_reasoning_token": 6e-07, "input_cost_per_request": 0.001,
                "input_cost_per_token_above_200k_tokens": 4e-07,
                "output_cost_per_token_above_200k_tokens": 8e-07
              },
              "vague": { "mode": "chat", "input_cost_per_token": 2e-07 }
            }
            """;

    private Suite priced(String more) {
        Suites.write(root.resolve("prices.json"), LITELLM);
        return read("pricing: { asOf: 2026-01-02, file: prices.json" + more + " }\n");
    }

    @Test
    void pricesMayStandInAFileInTheFormOfLiteLlm() {
        Suite suite = priced("");

        assertThat(suite.prices().of("jamba"))
                .contains(new Price(
                        new BigDecimal("0.2"),
                        new BigDecimal("0.1"),
                        new BigDecimal("0.25"),
                        new BigDecimal("0.4"),
                        new BigDecimal("0.6"),
                        new BigDecimal("0.001"),
                        Price.Partition.INSIDE,
                        List.of(new Price.Tier(
                                200_000,
                                new BigDecimal("0.4"),
                                new BigDecimal("0.1"),
                                new BigDecimal("0.25"),
                                new BigDecimal("0.8"),
                                new BigDecimal("0.6")))));
        assertThat(suite.warnings()).isEmpty();
        assertThat(suite.resolved().at("/applied/priceFile/matched"))
                .hasToString("{\"jamba\":\"ai21/jamba-1-5-mini\"}");
        assertThat(suite.resolved().at("/applied/priceFile/sha256").asString())
                .isEqualTo("a5e6d7af3e40258cb64433fcc658883e557d5d787bd54af2d38de67bc429fd57");
    }

    @Test
    void aPriceInTheSuiteWinsOverTheFile() {
        assertThat(priced(", models: { jamba: { input: 7, output: 8 } }")
                        .prices()
                        .of("jamba"))
                .contains(Price.of("7", "8"));
    }

    @Test
    void aModelThatTheFileLacksHasNoPriceAndAWarning() {
        Suites.write(root.resolve("prices.json"), LITELLM.replace("ai21/jamba-1-5-mini", "ai21/jamba-1-5-mino"));
        Suite suite = read("pricing: { asOf: 2026-01-02, file: prices.json }\n");

        assertThat(suite.prices().of("jamba")).isEmpty();
        assertThat(suite.warnings())
                .singleElement()
                .asString()
                .contains("PM-6108")
                .contains(
                        "prices.json has no price for model 'ai21/jamba-1-5-mini': did you mean 'ai21/jamba-1-5-mino'?");
    }

    @Test
    void anEntryThatPricesOnlyHalfOfARequestIsNoPrice() {
        Suites.write(root.resolve("prices.json"), LITELLM.replace("\"vague\"", "\"jamba\""));
        Suite suite = read("pricing: { asOf: 2026-01-02, file: prices.json }\n");

        assertThat(suite.prices().of("jamba")).isEmpty();
        assertThat(suite.warnings())
                .singleElement()
                .asString()
                .contains(
                        "has no price for model 'ai21/jamba-1-5-mini' that tells what a token of input and one of output cost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "\"free\""})
    void whatIsNoFileOfPricesIsRefused(String text) {
        Suites.write(root.resolve("prices.json"), text);

        assertThat(Suites.faults(root, Suites.smallest("pricing: { file: prices.json }\n")))
                .singleElement()
                .asString()
                .contains("PM-1101", "prices.json", "is no file of prices");
    }

    @Test
    void aFileOfPricesThatIsMissingIsRefused() {
        assertThat(Suites.faults(root, Suites.smallest("pricing: { file: nowhere.json }\n")))
                .singleElement()
                .asString()
                .contains("PM-1111", "nowhere.json", "does not exist");
    }

    @Test
    void aPriceForAModelThatIsNotThereIsAWarning() {
        assertThat(read("pricing: { models: { jmaba: free } }\n").warnings())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .contains("PM-6108")
                .contains("no model of this suite is called 'jmaba': did you mean 'jamba'?");
    }
}
