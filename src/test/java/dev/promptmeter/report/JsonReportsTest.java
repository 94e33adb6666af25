package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.archive.FinishedRun;
import dev.promptmeter.run.Stop;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportsTest {

    @Nested
    class Lines {

        @Test
        void theFirstSaysWhatTheOthersAre() {
            assertThat(lines(SampleRuns.small()).get(0).toString())
                    .isEqualTo(
                            "{\"schema\":\"promptmeter.results/1\",\"runId\":\"20260114-0912-k3f9\",\"metricsVersion\":1,\"contains\":\"prompts and answers\"}");
            assertThat(lines(SampleRuns.small())).hasSize(45);
        }

        @Test
        void groupsHoldTheColumnsInCamelCase() {
            JsonNode line = lines(SampleRuns.small()).get(1);

            assertThat(line.propertyNames())
                    .containsExactly(
                            "id",
                            "verdict",
                            "scoreRange",
                            "checks",
                            "response",
                            "timeMs",
                            "tokens",
                            "cost",
                            "text",
                            "attempts",
                            "vars",
                            "meta");
            assertThat(line.at("/id/rowId").asString()).isEqualTo("r1");
            assertThat(line.at("/id/tags/1").asString()).isEqualTo("refund");
            assertThat(line.at("/timeMs/ttftMs").asInt()).isEqualTo(41);
            assertThat(Rendered.text(new JsonlReport(), SampleRuns.small())).contains("\"costUsd\":0.00011,");
            assertThat(line.at("/text/messages").isNull()).isTrue();
            assertThat(line.at("/meta/lang/0").asString()).isEqualTo("en");
        }

        @Test
        void checksSayWhatTheyGave() {
            JsonNode wrong = lines(SampleRuns.few()).get(2);

            assertThat(wrong.at("/checks/0/type").asString()).isEqualTo("equals");
            assertThat(wrong.at("/checks/0/pass").asBoolean()).isFalse();
            assertThat(wrong.at("/checks/0/metric").asString()).isEqualTo("tone");
            assertThat(wrong.at("/checks/0/reason").asString()).isEqualTo("differs at char 29");
            assertThat(wrong.at("/checks/1/pass").asBoolean()).isTrue();
            assertThat(wrong.at("/checks/1/reason").isNull()).isTrue();
        }

        @Test
        void everyAttemptIsListed() {
            JsonNode retried = lines(SampleRuns.few()).get(2);

            assertThat(retried.at("/attempts")).hasSize(2);
            assertThat(retried.at("/attempts/0/status").asInt()).isEqualTo(429);
            assertThat(retried.at("/attempts/0/errorKind").asString()).isEqualTo("rate");
            assertThat(retried.at("/attempts/0/durations/totalMs").asInt()).isEqualTo(20);
            assertThat(retried.at("/attempts/1/waitMs").asInt()).isEqualTo(480);
        }

        @Test
        void textsAreExactAndHalvesOfCharactersAreEscaped() {
            for (String text : HostileText.ALL) {
                JsonNode line = lines(SampleRuns.hostile(text)).get(1);

                assertThat(line.at("/text/output").asString()).isEqualTo(text);
                assertThat(line.at("/vars")
                                .path(text.replace("half \uD83D ", "half \uFFFD "))
                                .asString())
                        .isEqualTo(text);
            }
            assertThat(Rendered.text(new JsonlReport(), SampleRuns.hostile("half \uD83D")))
                    .contains("half \\uD83D")
                    .doesNotContain("\uD83D");
        }

        private static List<JsonNode> lines(FinishedRun run) {
            return Rendered.text(new JsonlReport(), run)
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }

    @Nested
    class SummaryDocument {

        @Test
        void everyMemberOfTheFormIsThere() {
            assertThat(summary(SampleRuns.small()).propertyNames())
                    .containsExactly(
                            "schema",
                            "run",
                            "verdict",
                            "exitCode",
                            "exitName",
                            "exitReason",
                            "measurement",
                            "counts",
                            "passRate",
                            "errorRate",
                            "repeats",
                            "latencyMs",
                            "e2eMs",
                            "retriedShare",
                            "duplicatePrompts",
                            "ttftMs",
                            "connections",
                            "timesMs",
                            "tokensPerSecond",
                            "inFlight",
                            "inFlightMax",
                            "throughput",
                            "errorLatencyMs",
                            "tokens",
                            "cost",
                            "finishReasons",
                            "slo",
                            "metrics",
                            "gates",
                            "groups",
                            "baseline",
                            "errors",
                            "skippedChecks",
                            "unscoredChecks",
                            "warnings",
                            "csvSchema",
                            "files");
        }

        @Test
        void figuresAreThoseOfTheRun() {
            JsonNode summary = summary(SampleRuns.small());

            assertThat(summary.at("/run/startedAt").asString()).isEqualTo("2026-01-14T09:12:03.000Z");
            assertThat(summary.at("/run/durationMs").asInt()).isEqualTo(238_412);
            assertThat(summary.at("/counts/pass").asInt()).isEqualTo(40);
            assertThat(summary.at("/counts/retries").asInt()).isEqualTo(3);
            assertThat(summary.at("/passRate/value").toString()).isEqualTo("0.952380952381");
            assertThat(summary.at("/passRate/n").asInt()).isEqualTo(42);
            assertThat(summary.at("/latencyMs/p95").asInt()).isEqualTo(300);
            assertThat(summary.at("/tokens/n").asInt()).isEqualTo(22);
            assertThat(summary.at("/finishReasons/length").asInt()).isEqualTo(1);
            assertThat(summary.at("/errors/0/example").asString()).isEqualTo("refunds/r21");
            assertThat(summary.at("/warnings/0/code").asString()).isEqualTo("PM-6102");
            assertThat(summary.at("/files/junit/0").asString()).isEqualTo("junit.xml");
            assertThat(summary.at("/files/csv").asString()).isEqualTo("results.csv");
        }

        @Test
        void whetherItsFiguresCanBeBelievedStandsThereWithEveryReason() {
            JsonNode measurement = summary(SampleRuns.small()).path("measurement");

            assertThat(measurement.path("verdict").asString()).isEqualTo("INVALID");
            assertThat(measurement.path("notMeasured").toString()).isEqualTo("[\"STALLS\",\"MACHINE\"]");
            assertThat(measurement.path("longestStallMs").asDouble()).isEqualTo(41);
            assertThat(measurement.path("stalls").asInt()).isEqualTo(2);
            assertThat(measurement.path("cpuShare").asDouble()).isEqualTo(0.31);
            assertThat(measurement.path("keptMs"))
                    .hasToString("{\"n\":151,\"p50\":50.176,\"p99\":50.176,\"max\":240.0}");
            JsonNode usage =
                    measurement.path("reasons").path(measurement.path("reasons").size() - 1);
            assertThat(usage.path("reason").asString()).isEqualTo("USAGE");
            assertThat(usage.path("verdict").asString()).isEqualTo("INVALID");
            assertThat(usage.path("limit").asDouble()).isEqualTo(0.2);
            assertThat(usage.path("affects").toString()).isEqualTo("[\"tokens\"]");
            assertThat(usage.path("advice").asString()).startsWith("ask the endpoint for usage");
        }

        @Test
        void whatIsNotKnownIsNull() {
            JsonNode summary = summary(SampleRuns.small());

            assertThat(summary.at("/latencyMs/p99").isNull()).isTrue();
            assertThat(summary.at("/measurement/plannedRate").isNull()).isTrue();
            assertThat(summary(SampleRuns.of(SampleRuns.smallResults()))
                            .at("/measurement/keptMs")
                            .isNull())
                    .isTrue();
            assertThat(summary.at("/cost/complete").asBoolean()).isFalse();
            assertThat(summary.at("/cost/unknownCases").asInt()).isEqualTo(20);
            assertThat(summary.at("/cost/per1kFreshUsd").isNull()).isTrue();
            assertThat(summary.at("/baseline").isNull()).isTrue();
        }

        @Test
        void theErrorRateStandsBesideItsLimit() {
            assertThat(summary(SampleRuns.small()).at("/errorRate/limit").toString())
                    .isEqualTo("0.02");
        }

        @Test
        void settingsOfTheSuiteAreShownAndObeyed() {
            JsonNode summary = summary(SampleRuns.configured(
                    SampleRuns.few(),
                    "{\"run\":{\"maxErrorRate\":\"0.5 %\"},\"pricing\":{\"asOf\":\"2026-01-02\"},"
                            + "\"reports\":{\"formats\":[\"csv\"]}}"));

            assertThat(summary.at("/errorRate/limit").toString()).isEqualTo("0.005");
            assertThat(summary.at("/cost/pricesAsOf").asString()).isEqualTo("2026-01-02");
            assertThat(summary.path("files").toString()).isEqualTo("{\"csv\":\"results.csv\"}");
        }

        @Test
        void gatesCarryTheirEvidence() {
            JsonNode gates = summary(SampleRuns.few()).path("gates");

            assertThat(gates.at("/0/verdict").asString()).isEqualTo("FAIL");
            assertThat(gates.at("/0/bound").toString()).isEqualTo("0.95");
            assertThat(gates.at("/0/line").asInt()).isEqualTo(72);
            assertThat(gates.at("/0/interval")).hasSize(2);
            assertThat(gates.at("/1/actual").asInt()).isEqualTo(2600);
            assertThat(gates.at("/1/bound").asInt()).isEqualTo(5000);
            assertThat(gates.at("/1/unit").asString()).isEqualTo("ms");
            assertThat(gates.at("/4/verdict").asString()).isEqualTo("INVALID");
            assertThat(gates.at("/4/reason").asString()).isEqualTo("TOO_FEW");
            assertThat(gates.at("/4/actual").isNull()).isTrue();
        }

        @Test
        void aRunThatEndedEarlyIsPartial() {
            FinishedRun run = SampleRuns.of(
                    SampleRuns.smallResults(),
                    List.of(),
                    new Stop(Stop.Cause.INTERRUPT, "interrupted after 44 of 50 cases"));

            assertThat(summary(run).at("/run/partial").asBoolean()).isTrue();
            assertThat(summary(run).path("exitCode").asInt()).isEqualTo(130);
            assertThat(summary(run).path("verdict").asString()).isEqualTo("inconclusive");
        }

        private static JsonNode summary(FinishedRun run) {
            return JsonMapper.shared().readTree(Rendered.text(new SummaryJson(), run));
        }
    }
}
