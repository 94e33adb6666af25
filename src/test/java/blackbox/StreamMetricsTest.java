package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a run says of the times of a stream: 100 tokens, 20 of them in the first event, then one by one. */
class StreamMetricsTest {

    @TempDir
    Path folder;

    private JsonNode summary(String usage, String firstText, String betweenTokens) {
        Script script = Script.of()
                .with("answer", "tokens:100")
                .with("first-chunk-tokens", "20")
                .with("ttft", firstText)
                .with("inter-token", betweenTokens)
                .with("role-chunk", "immediate")
                .with("precise", "on")
                .with("usage", usage);
        Program.file(folder, "cases.csv", "id,question,__expected\nr1,one,\n");
        try (Simulator simulator = Simulator.start(script)) {
            String suite = Program.file(
                    folder,
                    "suite.yaml",
                    "version: 1\nname: streams\nmodels:\n  - { id: m, model: sim, stream: true, baseUrl: \""
                            + simulator.baseUri()
                            + "\" }\nprompts: [ { id: p, text: \"Say {{question}}\" } ]\n"
                            + "datasets: [ { id: d, file: cases.csv } ]\nrun: { warmup: 0, preflight: off }\n"
                            + "gates: [ tpot.max < 1m, chunkGap.max < 1m ]\n" + AnyMachine.LIMITS);
            return Program.run("run", suite, "-o", folder.resolve("run").toString(), "--json")
                    .json();
        }
    }

    @Test
    void runningUsageTellsTheTokensOfTheFirstEvent() {
        JsonNode summary = summary("running", "50ms", "1ms");

        assertThat(summary.path("verdict").asString()).isEqualTo("passed");
        assertThat(summary.at("/timesMs/tpot/basis")).hasToString("{\"measured\":1}");
        assertThat(summary.at("/timesMs/tpot/max").isNumber()).isTrue();
        assertThat(summary.at("/timesMs/itl/n").asInt()).isEqualTo(1);
        assertThat(summary.at("/tokens/sources")).hasToString("{\"usage-running\":1}");
        assertThat(Program.text(folder.resolve("run/results.csv"))).contains(",\"usage-running\",");
    }

    @Test
    void withoutItOneTokenIsAssumedAndTheRoleIsNoFirstToken() {
        JsonNode summary = summary("asked", "50ms", "1ms");

        assertThat(summary.at("/timesMs/tpot/basis")).hasToString("{\"assumed1\":1}");
        assertThat(summary.at("/timesMs/itl/undefined").asInt()).isEqualTo(1);
        assertThat(summary.at("/timesMs/itl/max").isNull()).isTrue();
        assertThat(summary.at("/tokens/sources")).hasToString("{\"usage\":1}");
        assertThat(summary.at("/timesMs/ttfe/max").asDouble())
                .isLessThanOrEqualTo(summary.at("/timesMs/ttfa/max").asDouble());
        assertThat(summary.at("/timesMs/ttfa/max").asDouble()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void withoutAnyUsageTheEventsAreCountedAndItIsSaid() {
        JsonNode summary = summary("never", "1ms", "0ms");

        assertThat(summary.at("/tokens/sources")).hasToString("{\"chunks\":1}");
        assertThat(summary.at("/tokens/n").asInt()).isZero();
        assertThat(summary.at("/measurement/usageMissing").asInt()).isEqualTo(1);
        assertThat(Program.text(folder.resolve("run/results.csv"))).contains(",81,,,\"chunks\",");
    }

    @Test
    @Tag("nightly")
    void onAQuietMachineTheFiguresAreThoseOfTheScript() {
        JsonNode running = summary("running", "300ms", "10ms");
        JsonNode assumed = summary("asked", "300ms", "10ms");

        assertThat(running.at("/timesMs/tpot/max").asDouble()).isCloseTo(10, within(0.2));
        assertThat(assumed.at("/timesMs/tpot/max").asDouble()).isCloseTo(8.08, within(0.17));
        assertThat(running.at("/timesMs/ttfe/max").asDouble()).isLessThan(20);
        assertThat(running.at("/timesMs/ttfa/max").asDouble()).isCloseTo(300, within(5.0));
    }
}
