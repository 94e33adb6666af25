package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Means of times and money say how sure they are. */
class MeanIntervalsTest {

    private static final Check EXACT = Check.of("equals", "Paris");
    private static final double MILLI = 1e6;

    private final List<CaseResult> results = new ArrayList<>();

    private Slice total(int repeat, Units.Kinship kinship) {
        Units units = new Units(kinship, (dataset, row) -> 1);
        Tally tally = new Tally(new TallyPlan(
                List.of("sim"), List.of("v1"), List.of(), List.of(), repeat, Slo.NONE, Set.of(), units, Set.of()));
        results.forEach(tally::add);
        return tally.summary(results::forEach, new Tally.Course(2_000_000_000L, results.size(), null))
                .total();
    }

    private void add(SampleCase sample, long millis, String usd) {
        results.add(sample.at(0, millis).costing(usd).passes(EXACT).result());
    }

    @Test
    void ofSingleAnswersByStudent() {
        add(SampleCase.of("facts", "r1"), 100, "0.001");
        add(SampleCase.of("facts", "r2"), 200, "0.002");
        add(SampleCase.of("facts", "r3"), 360, "0.003");

        Slice total = total(1, Units.Kinship.NONE);

        // s = 131.15 ms, t of 2 degrees 4.30265: 220 ± 325.79, cut off at 0.
        Figure latency = total.figure("latency.mean");
        assertThat(latency.value()).isCloseTo(220 * MILLI, within(1.0));
        assertThat(latency.low()).isZero();
        assertThat(latency.high()).isCloseTo(545.79 * MILLI, within(0.01 * MILLI));
        assertThat(latency.method()).isEqualTo("mean.t");
        // 2 ± 2.48414 thousandths, a thousand times that for a thousand cases.
        assertThat(total.figure("cost.mean").high()).isCloseTo(0.00448414, within(1e-8));
        assertThat(total.figure("cost.per1k").high()).isCloseTo(4.48414, within(1e-5));
    }

    @Test
    void ofRepeatsByTheirCases() {
        for (int row = 1; row <= 3; row++) {
            for (int repeat = 1; repeat <= 4; repeat++) {
                add(SampleCase.of("facts", "r" + row).line(row + 1).repeat(repeat), 100L * row, "0.001");
            }
        }

        Slice total = total(4, Units.Kinship.SOME);

        // Three cases, however often asked: the same width as of single answers of 100, 200 and 300 ms.
        Figure latency = total.figure("latency.mean");
        assertThat(latency.method()).isEqualTo("mean.clustered");
        assertThat(latency.high()).isCloseTo(448.41 * MILLI, within(0.01 * MILLI));
        assertThat(total.figure("cost.mean").high()).isNull();
    }
}
