package dev.promptmeter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.cost.Cost;
import dev.promptmeter.cost.CostSource;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.CaseVerdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final News news = new News(News.Detail.FAILURES, 2);
    private final Progress progress = new Progress(10, news);

    @Test
    void itCountsVerdictsTimesAndMoney() {
        progress.accept(Outcomes.passed("r1", 100));
        progress.accept(Outcomes.passed("r2", 300));
        progress.accept(Outcomes.failed("r3", "differs"));

        ProgressState state = progress.state();

        assertThat(state.total().done()).isEqualTo(3);
        assertThat(state.total().count(CaseVerdict.PASS)).isEqualTo(2);
        assertThat(state.total().passRate()).isEqualTo(2.0 / 3);
        assertThat(state.total().p50()).isBetween(100_000_000L, 101_000_000L);
        assertThat(state.total().p95()).isNull();
        assertThat(state.total().pico()).isEqualTo(30_000_000_000L);
        assertThat(state.cutOff()).isEqualTo(3);
        assertThat(state.lanes()).extracting(ProgressState.Lane::model).containsExactly("sim");
        assertThat(state.lastFailure()).isEqualTo("refunds/r3 · v1 · sim  differs");
    }

    @Test
    void whatJudgingCostsIsPartOfTheSumAndOfNoModels() {
        Attempt call = Attempt.cutOff(new Attempt.Begun(1, "pm-1", 0), new Cost(5_000L, CostSource.PRICE));
        Judging judging = new Judging(List.of(Judging.Call.of(call, null)), Set.of());

        progress.accept(Outcomes.passed("r1", 100).with(judging));

        assertThat(progress.state().total().pico()).isEqualTo(10_000_005_000L);
        assertThat(progress.state().lanes().get(0).pico()).isEqualTo(10_000_000_000L);
    }

    @Test
    void oneUnknownCostMakesTheSumUnknown() {
        progress.accept(Outcomes.passed("r1", 100));
        progress.accept(Outcomes.error("r2", FailureKind.AUTH));

        assertThat(progress.state().total().pico()).isNull();
    }

    @Test
    void nothingJudgedIsNoPassRate() {
        progress.accept(Outcomes.error("r1", FailureKind.AUTH));

        assertThat(progress.state().total().passRate()).isNull();
    }

    @Test
    void theFirstFailuresAreNewsAndPassesAreNot() {
        progress.accept(Outcomes.passed("r1", 100));
        progress.accept(Outcomes.failed("r2", "differs"));
        progress.accept(Outcomes.failed("r3", "differs"));
        progress.accept(Outcomes.failed("r4", "differs"));

        assertThat(news.take())
                .containsExactly("FAIL refunds/r2 · v1 · sim  differs", "FAIL refunds/r3 · v1 · sim  differs");
        assertThat(news.take()).isEmpty();
    }

    @Test
    void theFirstErrorOfEachKindIsNewsHoweverLate() {
        progress.accept(Outcomes.failed("r1", "differs"));
        progress.accept(Outcomes.failed("r2", "differs"));
        progress.accept(Outcomes.error("r3", FailureKind.AUTH));
        progress.accept(Outcomes.error("r4", FailureKind.AUTH));
        progress.accept(Outcomes.error("r5", FailureKind.RATE));

        assertThat(news.take().subList(2, 4))
                .containsExactly(
                        "ERROR refunds/r3 · v1 · sim  auth: refused", "ERROR refunds/r5 · v1 · sim  rate: refused");
    }

    @Test
    void whatAModelSaysIsMadeVisibleAndCut() {
        progress.accept(Outcomes.failed("r1", "got \u001B[31m\n" + "x".repeat(500)));

        assertThat(news.take().get(0)).contains("⟨U+001B⟩[31m⟨U+000A⟩").hasSizeLessThan(300);
    }

    @Test
    void newsThatNobodyTakesDoesNotPileUp() {
        News all = new News(News.Detail.RESULTS, 0);
        for (int i = 0; i < 5_000; i++) {
            all.add(Outcomes.passed("r" + i, 1));
        }

        assertThat(all.take()).hasSize(1_000);
    }
}
