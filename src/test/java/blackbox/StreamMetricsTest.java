package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.simulator.Script;
import dev.promptmeter.simulator.Simulator;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a run says of the times of a stream: 100 tokens, 20 of them in the first event, then one by one. */
class StreamMetricsTest {

    private static final Streams QUICK = new Streams("50ms", "1ms");
    private static final Streams AT_ONCE = new Streams("1ms", "0ms");

    @TempDir
    Path folder;

    /**
     * Streams of 100 tokens, one after the other.
     *
     * @param firstText when the first token comes, {@code 300ms}
     * @param betweenTokens from one to the next
     * @param inFirstEvent tokens that come together
     * @param count how many streams
     */
    private record Streams(String firstText, String betweenTokens, int inFirstEvent, int count) {

        Streams(String firstText, String betweenTokens) {
            this(firstText, betweenTokens, 20, 1);
        }

        Streams times(int times) {
            return new Streams(firstText, betweenTokens, inFirstEvent, times);
        }

        Streams firstEvent(int tokens) {
            return new Streams(firstText, betweenTokens, tokens, count);
        }

        Script script(String usage) {
            return Script.of()
                    .with("answer", "tokens:100")
                    .with("first-chunk-tokens", String.valueOf(inFirstEvent))
                    .with("ttft", firstText)
                    .with("inter-token", betweenTokens)
                    .with("role-chunk", "immediate")
                    .with("precise", "on")
                    .with("usage", usage);
        }
    }

    private JsonNode summary(Streams streams, String usage) {
        Program.file(
                folder,
                "cases.csv",
                IntStream.rangeClosed(1, streams.count())
                        .mapToObj(i -> "r" + i + ",one,\n")
                        .collect(Collectors.joining("", "id,question,__expected\n", "")));
        try (Simulator simulator = Simulator.start(streams.script(usage))) {
            String suite = Program.file(
                    folder,
                    "suite.yaml",
                    "version: 1\nname: streams\nmodels:\n  - { id: m, model: sim, stream: true, baseUrl: \""
                            + simulator.baseUri()
                            + "\" }\nprompts: [ { id: p, text: \"Say {{question}}\" } ]\n"
                            + "datasets: [ { id: d, file: cases.csv } ]\n"
                            + "run: { concurrency: 1, warmup: 0, preflight: off }\n"
                            + "gates: [ tpot.max < 1m, chunkGap.max < 1m ]\n" + AnyMachine.LIMITS);
            String run = run(streams, usage).toString();
            return Program.run("run", suite, "-o", run, "--json").json();
        }
    }

    /** A folder holds one run. */
    private Path run(Streams streams, String usage) {
        return folder.resolve("run-" + streams.inFirstEvent() + usage);
    }

    @Test
    void runningUsageTellsTheTokensOfTheFirstEvent() {
        JsonNode summary = summary(QUICK, "running");

        assertThat(summary.path("verdict").asString()).isEqualTo("passed");
        assertThat(summary.at("/timesMs/tpot/basis")).hasToString("{\"measured\":1}");
        assertThat(summary.at("/timesMs/tpot/max").isNumber()).isTrue();
        assertThat(summary.at("/timesMs/itl/n").asInt()).isEqualTo(1);
        assertThat(summary.at("/tokens/sources")).hasToString("{\"usage-running\":1}");
        assertThat(Program.text(run(QUICK, "running").resolve("results.csv"))).contains(",\"usage-running\",");
    }

    @Test
    void withoutItOneTokenIsAssumedAndTheRoleIsNoFirstToken() {
        JsonNode summary = summary(QUICK, "asked");

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
        JsonNode summary = summary(AT_ONCE, "never");

        assertThat(summary.at("/tokens/sources")).hasToString("{\"chunks\":1}");
        assertThat(summary.at("/tokens/n").asInt()).isZero();
        assertThat(summary.at("/measurement/usageMissing").asInt()).isEqualTo(1);
        assertThat(Program.text(run(AT_ONCE, "never").resolve("results.csv"))).contains(",81,,,\"chunks\",");
    }

    @Test
    @Tag("nightly")
    void onAQuietMachineTheFiguresAreThoseOfTheScript() {
        Streams streams = new Streams("300ms", "10ms").times(5);

        JsonNode running = summary(streams, "running");
        JsonNode assumed = summary(streams, "asked");
        JsonNode single = summary(streams.firstEvent(1), "asked");

        // 80 tokens came one by one, 10 ms apart, after 20 at once; the first 20 take as long as 20 single ones.
        assertThat(median(running, "tpot")).isCloseTo(10, within(0.2));
        assertThat(median(assumed, "tpot")).isCloseTo(8.08, within(0.16));
        assertThat(median(running, "ttfa")).isCloseTo(490, within(5.0));
        assertThat(median(single, "tpot")).isCloseTo(10, within(0.2));
        assertThat(median(single, "ttfa")).isCloseTo(300, within(5.0));
        assertThat(median(single, "ttfe")).isLessThan(20);
    }

    /** One of five that was held up moves no median. */
    private static double median(JsonNode summary, String figure) {
        assertThat(summary.at("/timesMs/" + figure + "/n").asInt()).isEqualTo(5);
        return summary.at("/timesMs/" + figure + "/p50").asDouble();
    }
}
