package dev.promptmeter.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Selector;
import dev.promptmeter.summary.Slo;
import dev.promptmeter.summary.Summary;
import dev.promptmeter.summary.Tally;
import dev.promptmeter.summary.TallyPlan;
import dev.promptmeter.summary.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureNamesTest {

    private static final Slo EVERY_PROMISE = new Slo(1L, 1L, 1L, 1L, 1L, 1L, 1.0, Slo.Passing.NOT_REQUIRED);

    @Test
    void everyNameIsAFigureOfEverySummaryAndCountsTheSame() {
        Map<String, Object> kept = new LinkedHashMap<>();

        FigureNames.units().keySet().forEach(name -> {
            Figure figure = summary(Set.of()).total().figures().get(name);
            kept.put(name, figure == null ? "not kept" : figure.unit());
        });

        assertThat(kept).isEqualTo(FigureNames.units());
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency.p99.9", "ttft.p37", "queue.p75", "e2e.p12.5", "chunkGap.p90", "tpot.p33"})
    void percentilesThatAGateNamesAreKept(String name) {
        Gate gate = new GateParser(KnownNames.NONE).parse(GateSpec.of(name + " < 1s", 1));

        Summary summary = summary(Set.of(new Wanted(gate.figure(), gate.selector())));

        assertThat(gate.judge(summary).code()).isEqualTo("NO_DATA");
    }

    @Test
    void aPartThatAGateNamesIsKept() {
        Gate gate = new GateParser(KnownNames.NONE).parse(GateSpec.of("latency.p99.9[tag=eu] < 1s", 1));

        Summary summary = summary(Set.of(new Wanted(gate.figure(), gate.selector())));

        assertThat(gate.judge(summary).verdict()).isEqualTo(GateVerdict.INVALID);
    }

    @Test
    void metricsAreFiguresOfTheirOwn() {
        assertThat(summary(Set.of()).figure("metric.my tone.mean", Selector.ALL).absence())
                .isEqualTo("NO_DATA");
    }

    private static Summary summary(Set<Wanted> wanted) {
        var plan = new TallyPlan(List.of("sim"), List.of("v1"), List.of("my tone"), 1, EVERY_PROMISE, wanted);
        return new Tally(plan).summary(reader -> {}, new Tally.Course(1, 0, null));
    }
}
