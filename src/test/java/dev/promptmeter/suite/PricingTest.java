package dev.promptmeter.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.PriceList;
import dev.promptmeter.dataset.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
