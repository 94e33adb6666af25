package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts once for each case, and what for each request. */
class RepeatsAndMoneyTest {

    private static final Check EXACT = Check.of("equals", "Paris").withMetric("accuracy");

    private final List<CaseResult> results = new ArrayList<>();
    private final List<Cost> warmups = new ArrayList<>();
    private int repeat = 1;

    private Summary summary() {
        Tally tally = new Tally(
                new TallyPlan(List.of("sim", "other"), List.of("v1"), List.of("accuracy"), repeat, Slo.NONE, Set.of()));
        results.forEach(tally::add);
        warmups.forEach(tally::addWarmup);
        return tally.summary(results::forEach, new Tally.Course(2_000_000_000L, results.size(), null));
    }

    private Figure figure(String name) {
        return summary().total().figure(name);
    }

    private SampleCase row(int number) {
        return SampleCase.of("facts", "r" + number).line(number + 1);
    }

    @Test
    void moneyOfWhichPartIsUnknownIsOnlyKnownInPart() {
        results.add(row(1).costing("0.002").result());
        results.add(row(2).untold().result());

        Figure total = figure("cost.total");

        assertThat(total.value()).isNull();
        assertThat(total.absence()).isEqualTo("COST_UNKNOWN");
        assertThat(total.beyond()).isEqualTo(0.002);
        assertThat(summary().cost().complete()).isFalse();
    }

    @Test
    void moneyOfTheWarmUpCountsInTheTotalAlone() {
        results.add(row(1).costing("0.002").passes(EXACT).result());
        warmups.add(new Cost(3_000_000_000L, CostSource.PROVIDER));

        assertThat(figure("cost.total").value()).isEqualTo(0.005);
        assertThat(figure("cost.mean").value()).isEqualTo(0.002);
        assertThat(figure("cost.perPass").value()).isEqualTo(0.002);
        assertThat(figure("cost.per1k").value()).isEqualTo(2.0);
        assertThat(summary().cost())
                .isEqualTo(new CostTotals(5_000_000_000L, 3_000_000_000L, 0, 0, Map.of(CostSource.PROVIDER, 1L)));
    }

    @Test
    void repeatsWeighOnceForEachCase() {
        repeat = 3;
        add(1, true, true, true);
        add(2, true, false, false);
        add(3, false, false, false);

        Summary summary = summary();

        assertThat(summary.total().figure("passRate").value()).isCloseTo(4.0 / 9, within(1e-9));
        assertThat(summary.total().figure("passRate").n()).isEqualTo(3);
        assertThat(summary.total().figure("passAny").value()).isEqualTo(2.0 / 3);
        assertThat(summary.total().figure("passAll").value()).isEqualTo(1.0 / 3);
        assertThat(summary.total().figure("flakyRate").value()).isEqualTo(1.0 / 3);
        assertThat(summary.total().counts().flaky()).isEqualTo(1);
        assertThat(summary.total().counts().cases()).isEqualTo(3);
    }

    @Test
    void repeatsThatAreMissingLeaveTheCaseWithThoseItHas() {
        repeat = 3;
        add(1, true, true, true);
        add(2, false);

        assertThat(figure("passRate").value()).isEqualTo(0.5);
    }

    @Test
    void repeatsThatEndInErrorDoNotWeigh() {
        repeat = 2;
        add(1, true);
        results.add(row(1).repeat(2).error(FailureKind.RATE, "slow down").result());
        add(2, false, false);

        assertThat(figure("passRate").value()).isEqualTo(0.5);
        assertThat(figure("passRate").n()).isEqualTo(2);
    }

    private void add(int number, boolean... passed) {
        for (int i = 0; i < passed.length; i++) {
            SampleCase sample = row(number).repeat(i + 1);
            results.add((passed[i] ? sample.passes(EXACT) : sample.fails(EXACT, "wrong")).result());
        }
    }
}
