package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ClientErrorTest {

    /** The sample's run has 16 requests in flight and began on 2026-01-14. */
    private static final String OVERHEAD = """
            {"here":{"java":"17.0.15","flags":"","cpu":"Zen","processors":"4","os":"Linux"},
             "calibration":{"date":"2026-01-11T08:00:00Z","simulatorOnSchedule":true,
               "machine":{"java":"17.0.15","flags":"","cpu":"Zen","processors":"4","os":"Linux"},
               "levels":[
                 {"inFlight":1,"ttftErrorMs":{"p50":0.1,"p99":null},"latencyErrorMs":{"p50":0.1,"p99":null},"arrivalErrorMs":{"p50":0.1,"p99":0.2}},
                 {"inFlight":8,"ttftErrorMs":{"p50":0.2,"p99":0.8},"latencyErrorMs":{"p50":0.3,"p99":1.0},"arrivalErrorMs":{"p50":0.1,"p99":0.6}},
                 {"inFlight":24,"ttftErrorMs":{"p50":0.21,"p99":0.94},"latencyErrorMs":{"p50":-0.01,"p99":1.14},"arrivalErrorMs":{"p50":0.14,"p99":0.81}}]},
             "benchmarks":[],"skipped":[]}
            """;

    private static FinishedRun run(String overhead) {
        return SampleRuns.small().beside(JsonMapper.shared().readTree(overhead));
    }

    @Test
    void theNearestLevelIsShownAndOfTwoTheHigher() {
        assertThat(ClientError.text(run(OVERHEAD)))
                .isEqualTo("TTFT +0.21 ms p50, +0.94 ms p99 · latency -0.01 ms p50, +1.1 ms p99 at 24 in flight"
                        + " (calibrated 3 days ago, this JVM)");
    }

    @Test
    void aRunWithoutACalibrationSaysSo() {
        assertThat(ClientError.text(SampleRuns.small())).isEqualTo("not calibrated: promptmeter calibrate");
        assertThat(ClientError.text(run("{\"benchmarks\":[]}"))).startsWith("not calibrated");
        assertThat(ClientError.text(run("{\"calibration\":{\"levels\":{\"first\":{\"inFlight\":64}}}}")))
                .startsWith("not calibrated");
    }

    @Test
    void aCalibrationFromElsewhereSaysSo() {
        assertThat(ClientError.text(run(OVERHEAD.replaceFirst("\"java\":\"17.0.15\"", "\"java\":\"25\""))))
                .endsWith("(calibrated on another JVM)");
        assertThat(ClientError.text(run(OVERHEAD.replaceFirst("\"cpu\":\"Zen\"", "\"cpu\":\"M4\""))))
                .endsWith("(calibrated on another machine)");
    }

    @Test
    void aSimulatorThatWasLateMakesItAnUpperBound() {
        assertThat(ClientError.text(
                        run(OVERHEAD.replace("\"simulatorOnSchedule\":true", "\"simulatorOnSchedule\":false"))))
                .endsWith("(calibrated 3 days ago, this JVM; the simulator was late too, so it is less)");
    }

    @Test
    void aSimulatorInTheSameProcessIsNamed() {
        assertThat(ClientError.text(run(OVERHEAD.replace("\"date\"", "\"simulator\":\"in-process\",\"date\""))))
                .endsWith("(calibrated 3 days ago, this JVM; with the simulator in the same process)");
    }

    @Test
    void theSummaryHoldsTheFiguresAndNullWhereThereAreNone() {
        ObjectNode node = JsonText.object();
        ClientError.put(node, run(OVERHEAD));
        ObjectNode none = JsonText.object();
        ClientError.put(none, SampleRuns.small());

        assertThat(node.path("clientError").toString())
                .isEqualTo(
                        "{\"inFlight\":24,\"ttftErrorMs\":{\"p50\":0.21,\"p99\":0.94},\"latencyErrorMs\":{\"p50\":-0.01,"
                                + "\"p99\":1.14},\"arrivalErrorMs\":{\"p50\":0.14,\"p99\":0.81},\"calibrated\":\"calibrated 3 days ago, this JVM\"}");
        assertThat(Objects.requireNonNull(none.get("clientError")).isNull()).isTrue();
    }
}
