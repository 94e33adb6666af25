package dev.promptmeter.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.report.SampleCase;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.OrderEffect;
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
    void moneyOfWhichPartIsUnknownIsAtMostTheKnownPartAndWhatTheRestCanCost() {
        results.add(row(1).costing("0.002").passes(EXACT).result());
        results.add(
                row(2).costingAtMost("0.006").passes(EXACT).result().with(judging(Cost.unknownUpTo(1_000_000_000L))));
        warmups.add(Cost.unknownUpTo(3_000_000_000L));

        assertThat(figure("cost.total").beyond()).isEqualTo(0.002);
        assertThat(figure("cost.total").most()).isEqualTo(0.012);
        assertThat(figure("cost.mean").most()).isEqualTo(0.004);
        assertThat(figure("cost.per1k").most()).isEqualTo(4.0);
        assertThat(figure("cost.perPass").most()).isEqualTo(0.006);
        assertThat(figure("cost.max").most()).isEqualTo(0.006);
    }

    @Test
    void coverageIsTheShareOfAttemptsWithAKnownCostAmongThoseThatMayHaveBeenBilled() {
        results.add(row(1).costing("0.002").result());
        results.add(row(2).untold().result().with(judging(Cost.UNKNOWN)));
        warmups.add(new Cost(3_000_000_000L, CostSource.PROVIDER));

        assertThat(summary().cost().billing()).isEqualTo(new CostTotals.Billing(4, 2, 0L));
        assertThat(summary().cost().billing().coverage()).isEqualTo(0.5);
    }

    @Test
    void oneCostOfWhichNobodyCanTellAnythingLeavesMoneyWithoutAnEnd() {
        results.add(row(1).costingAtMost("0.006").result());
        results.add(row(2).untold().result());

        assertThat(figure("cost.total").most()).isNull();
        assertThat(figure("cost.mean").most()).isNull();
        assertThat(figure("cost.max").most()).isNull();
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
                .isEqualTo(new CostTotals(
                        5_000_000_000L,
                        3_000_000_000L,
                        0,
                        0,
                        0,
                        Map.of(CostSource.PROVIDER, 1L),
                        new CostTotals.Billing(2, 2, 0L),
                        null));
    }

    private static Judging judging(Cost cost) {
        Attempt attempt = new Attempt(1, "pm-judge-1", 200, null, null, 0, Billed.YES, cost);
        TokenUsage usage = new TokenUsage(100L, null, null, 10L, null, 110L);
        return new Judging(List.of(new Judging.Call(attempt, usage, "judge-1")), Set.of(Judging.DISAGREED));
    }

    @Test
    void moneyOfTheJudgeCountsInTheTotalAndInNothingThatIsSaidOfAModel() {
        Cost cost = new Cost(1_000_000_000L, CostSource.PRICE);
        results.add(row(1).costing("0.002").passes(EXACT).result().with(judging(cost)));

        assertThat(figure("cost.total").value()).isEqualTo(0.003);
        assertThat(figure("cost.perPass").value()).isEqualTo(0.003);
        assertThat(figure("cost.mean").value()).isEqualTo(0.002);
        assertThat(figure("cost.max").value()).isEqualTo(0.002);
        assertThat(summary().judging())
                .isEqualTo(
                        new JudgeTotals(1, 1, 1_000_000_000L, 0, 100, 10, 1, 0, OrderEffect.NONE, Set.of("judge-1")));
        assertThat(summary().flags()).containsEntry("judge_disagreed", 1L);
    }

    @Test
    void statedAndComputedCostAreComparedOverAttemptsThatHaveBoth() {
        results.add(row(1).costing("0.5").passes(EXACT).result().with(judging(stated(1_200L, 1_000L))));
        warmups.add(stated(10L, 30L));
        warmups.add(new Cost(7L, CostSource.PRICE));

        assertThat(summary().cost().reconciled()).isEqualTo(new CostTotals.Reconciled(1_210L, 1_030L));
    }

    @Test
    void nothingIsComparedWhereNoAttemptHasBoth() {
        results.add(row(1).costing("0.5").passes(EXACT).result());

        assertThat(summary().cost().reconciled()).isNull();
    }

    private static Cost stated(long pico, long computed) {
        return new Cost(pico, CostSource.PROVIDER, pico, computed);
    }

    @Test
    void aJudgeOfUnknownCostLeavesTheModelsCostKnown() {
        results.add(row(1).costing("0.002").passes(EXACT).result().with(judging(Cost.UNKNOWN)));

        assertThat(figure("cost.total").absence()).isEqualTo("COST_UNKNOWN");
        assertThat(figure("cost.mean").value()).isEqualTo(0.002);
        assertThat(summary().judging().unknown()).isEqualTo(1);
        assertThat(summary().cost().unknown()).isEqualTo(1);
    }

    @Test
    void whoJudgedAndHowMakesTheHashOfTheJudge() {
        JudgeTotals one = new JudgeTotals(1, 1, 0, 0, 0, 0, 0, 0, OrderEffect.NONE, Set.of("judge-1", "judge-2"));
        JudgeTotals same = new JudgeTotals(9, 9, 5, 5, 5, 5, 5, 5, new OrderEffect(3, 1), Set.of("judge-2", "judge-1"));
        JudgeTotals other = new JudgeTotals(1, 1, 0, 0, 0, 0, 0, 0, OrderEffect.NONE, Set.of("judge-3"));

        assertThat(one.hash()).isEqualTo(same.hash()).isNotEqualTo(other.hash()).matches("[0-9a-f]{12}");
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
