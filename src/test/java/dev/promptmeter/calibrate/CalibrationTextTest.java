package dev.promptmeter.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CalibrationTextTest {

    private static final Lateness ON_TIME = new Lateness(30_000L, 400_000L, 1_900_000L);
    private static final Lateness LATE = new Lateness(30_000L, 1_000_001L, 1_900_000L);

    private static CalibrationResult result(Lateness lateness, Capacity capacity) {
        Level one = new Level(
                1,
                new Level.Counts(50, 100, 50, 0),
                new Spread(100, 90_000L, 200_000L, 410_000L, 700_000L),
                new Spread(50, 150_000L, 200_000L, null, 600_000L),
                new Spread(50, 160_000L, 210_000L, null, 640_000L),
                new Level.Cost(131_100.0, null),
                ON_TIME,
                new Parks(60_000L, 130_000L, 900_000L, 0, null));
        Level many = new Level(
                64,
                new Level.Counts(400, 20_000, 4_000, 3),
                new Spread(20_000, 140_000L, 500_000L, 810_000L, 3_900_000L),
                new Spread(400, 210_000L, 600_000L, 940_000L, 4_000_000L),
                new Spread(4_000, 240_000L, 700_000L, 1_100_000L, 4_200_000L),
                new Level.Cost(2_300.0, 98_000.0),
                lateness,
                new Parks(70_000L, 310_000L, 7_200_000L, 1, 7_200_000L));
        Spread lag = new Spread(600, 40_000L, 90_000L, 210_000L, 1_400_000L);
        CalibrationPlan plan = new CalibrationPlan(List.of(1, 64), 200, 50, Duration.ofSeconds(30));
        return new CalibrationResult(plan, new ClockOffset(10, 27_000), List.of(one, many), lag, capacity);
    }

    @Test
    void theTableEndsWithWhatTheFiguresAreGoodFor() {
        String text = CalibrationText.of(result(ON_TIME, new Capacity(64, 51_200.4, Capacity.End.CLIENT)));

        assertThat(text).isEqualTo("""
                in flight   arrival error p50 / p99 / max   TTFT error p50 / p99    latency error p50 / p99    CPU per event   per case
                        1   0.09 / 0.41 / 0.70 ms           0.15 / – ms             0.16 / – ms                131 us          –
                       64   0.14 / 0.81 / 3.9 ms            0.21 / 0.94 ms          0.24 / 1.1 ms              2.3 us          98.0 us
                simulator   late p50 0.03 / p99 0.40 / max 1.9 ms at its worst level
                parks       overslept p50 0.07 / p99 0.31 / max 7.2 ms at their worst level; stalls 1, longest 7.2 ms
                dispatch    lag p50 0.04 / p99 0.21 / max 1.4 ms at 200 starts/s
                clock       the same (known to 0.03 ms)
                capacity    51,200 events/s in 64 streams with an arrival error within 1 ms for 99 % (on the next step the client was late)
                failed      3 requests, outside every figure
                Client error at 64 streams x 50 events/s: below 0.9 ms for 99 % of events. Good for TTFT differences of 2 ms and more.
                """);
    }

    @Test
    void aSimulatorThatWasLateIsNamedAndTheClientNotBlamed() {
        CalibrationResult result = result(LATE, new Capacity(64, null, Capacity.End.SIMULATOR));

        assertThat(result.blamesTheClient()).isFalse();
        assertThat(CalibrationText.of(result))
                .contains("the figures bound the client and the simulator together")
                .contains("less than the first step");
        assertThat(result(ON_TIME, new Capacity(64, null, Capacity.End.TIME)).blamesTheClient())
                .isTrue();
    }

    @Test
    void theDocumentHoldsMillisecondsAndWhatIsNotKnownAsNull() {
        JsonNode json = CalibrationJson.of(
                result(LATE, new Capacity(64, 51_200.4, Capacity.End.TIME)),
                Map.of("date", "2026-01-14T09:12:00Z"),
                Map.of("java", "17"));

        assertThat(json.path("schema").asString()).isEqualTo("promptmeter.calibration/1");
        assertThat(json.path("metricsVersion").asInt()).isEqualTo(1);
        assertThat(json.path("simulatorOnSchedule").asBoolean()).isFalse();
        assertThat(json.path("levels").get(1).path("arrivalErrorMs").toString())
                .isEqualTo("{\"n\":20000,\"p50\":0.1400,\"p90\":0.5000,\"p99\":0.8100,\"max\":3.9000}");
        assertThat(json.path("levels").get(0).path("ttftErrorMs").path("p99").isNull())
                .isTrue();
        assertThat(json.path("levels").get(0).path("cpuPerCaseUs").isNull()).isTrue();
        assertThat(json.path("dispatchLagMs").path("p99").toString()).isEqualTo("0.2100");
        assertThat(json.path("levels").get(1).path("longestStallMs").toString()).isEqualTo("7.2000");
        assertThat(json.path("capacity").toString())
                .isEqualTo("{\"streams\":64,\"eventsPerSecond\":51200,\"endedBy\":\"time\"}");
        assertThat(json.path("machine").path("java").asString()).isEqualTo("17");
    }
}
