package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConnectionTextTest {

    private final List<SampleCase> cases = new ArrayList<>();

    /** {@return one more case, answered after so many milliseconds} */
    private SampleCase answered(long millis) {
        cases.add(SampleCase.of("facts", "r" + (cases.size() + 1)).at(0, millis));
        return cases.get(cases.size() - 1);
    }

    private String page() {
        return Rendered.text(
                new HtmlReport(),
                SampleRuns.of(cases.stream().map(SampleCase::result).toList()));
    }

    @Test
    void firstTokensOfColdAndWarmAnswersStandBesideEachOther() {
        answered(150).streamed(90).flagged("cold");
        answered(150).streamed(95).flagged("cold");
        answered(150).streamed(20);
        answered(150).streamed(30);
        answered(150).streamed(40);

        assertThat(page())
                .contains(
                        "40.0 % of 5 answers may have opened a connection (cold): first token of cold ones p50 90 ms, p99 –"
                                + " (n=2), of warm ones p50 30 ms, p99 – (n=3).");
    }

    @Test
    void plainAnswersHaveTheirLatenciesThere() {
        answered(150).flagged("cold");
        answered(160).flagged("cold");
        answered(110);
        answered(120);

        assertThat(page())
                .contains("latency of cold ones p50 150 ms, p99 – (n=2), of warm ones p50 110 ms, p99 – (n=2).");
    }

    @Test
    void nothingIsSaidWhereAllAnswersAreAlike() {
        answered(120).flagged("cold");
        answered(120).flagged("cold");

        assertThat(page()).doesNotContain("may have opened a connection (cold)");

        cases.clear();
        answered(120);
        answered(120);

        assertThat(page()).doesNotContain("may have opened a connection (cold)");
    }

    @Test
    void theSummaryHoldsBothKindsAndNothingWhereThereIsNone() {
        answered(150).flagged("cold");
        answered(160).flagged("cold");
        answered(110);
        answered(120);

        JsonNode connections = JsonMapper.shared()
                .readTree(Rendered.text(
                        new SummaryJson(),
                        SampleRuns.of(cases.stream().map(SampleCase::result).toList())))
                .at("/connections");

        assertThat(connections.at("/coldShare").asDouble()).isEqualTo(0.5);
        assertThat(connections.at("/cold/latencyMs/p50").asInt()).isEqualTo(150);
        assertThat(connections.at("/warm/latencyMs/p50").asInt()).isEqualTo(110);
        assertThat(connections.at("/warm/latencyMs/n").asInt()).isEqualTo(2);
        assertThat(connections.at("/cold/ttftMs/p50").isNull()).isTrue();
    }
}
