package dev.promptmeter.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.gate.GateResult;
import dev.promptmeter.gate.GateVerdict;
import dev.promptmeter.gate.Severity;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Unit;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class GateBarTest {

    @Test
    void aFloorIsAllowedFromTheBoundUpwards() {
        String bar = bar(
                "passRate >= 95%",
                Figure.of("passRate", Unit.SHARE, 0.90, 100).within(0.85, 0.94, "proportion.wilson"));

        double bound = number(bar, "class=\"bound\" d=\"M");
        assertThat(number(bar, "class=\"point\" cx=\"")).isLessThan(bound);
        assertThat(number(bar, "class=\"allowed\" x=\"")).isEqualTo(bound);
        assertThat(bar).contains("aria-label=\"90.0 % (85.0–94.0), bound");
    }

    @Test
    void aCeilingIsAllowedFromZero() {
        String bar = bar("latency.p95 < 5s", Figure.of("latency.p95", Unit.NANOS, 6e9, 100));

        assertThat(number(bar, "class=\"allowed\" x=\"")).isZero();
        assertThat(number(bar, "class=\"point\" cx=\"")).isGreaterThan(number(bar, "class=\"bound\" d=\"M"));
        assertThat(bar).doesNotContain("class=\"range\"");
    }

    @Test
    void anOpenEndReachesTheEdge() {
        String bar = bar(
                "latency.p95 < 5s",
                Figure.of("latency.p95", Unit.NANOS, 4e9, 50).within(3e9, null, "quantile.order"));

        assertThat(bar).contains("H200.0");
    }

    @Test
    void withoutAFigureThereIsNothingToDraw() {
        assertThat(bar("ttft.p95 < 1s", Figure.absent("ttft.p95", Unit.NANOS, 0, "NO_DATA")))
                .isEmpty();
    }

    private static String bar(String gate, Figure figure) {
        var out = new StringWriter();
        GateBar.write(
                new Markup(out),
                new GateResult(SampleRuns.gate(gate, Severity.FAIL, 1), GateVerdict.FAIL, figure, null));
        return out.toString();
    }

    private static double number(String bar, String before) {
        String rest = bar.substring(bar.indexOf(before) + before.length());
        return Double.parseDouble(rest.split("[^0-9.]")[0]);
    }
}
