package dev.promptmeter.compare;

import static dev.promptmeter.compare.Sides.figure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.stats.Absence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ComparabilityTest {

    private final Baseline before = Sides.run(100, 5);

    @Test
    void eightyOfAHundredCasesInCommonAreEnoughAndSeventyNineAreNot() {
        Comparison enough = Comparison.of(before, edited(20));
        Comparison few = Comparison.of(before, edited(21));

        assertThat(enough.obstacles()).isEmpty();
        assertThat(enough.pairing().pairs()).hasSize(80);
        assertThat(few.obstacles())
                .extracting(Obstacle::text)
                .containsExactly(
                        "79 of 100 baseline cases are in this run (79 %, needed 80 %): 0 removed, 21 edited, 0 added");
        assertThat(few.figures()).allSatisfy(figure -> {
            assertThat(figure.word()).isNull();
            assertThat(figure.reason()).isEqualTo(Absence.NOT_COMPARABLE);
        });
    }

    private static Baseline edited(int rows) {
        return Sides.of(
                repeat -> Sides.row(repeat) < rows ? Sides.content(repeat, "other") : repeat,
                "p ".repeat(100).split(" "));
    }

    @Test
    void addedAndRemovedCasesAreNamed() {
        Comparison comparison = Comparison.of(Sides.of("p", "p", "p", "p", "p"), Sides.of("p", "p", "p", "p"));
        Comparison reverse = Comparison.of(Sides.of("p", "p", "p", "p"), Sides.of("p", "p", "p", "p", "p"));

        assertThat(comparison.counts()).containsEntry(CaseChange.REMOVED, 1L).containsEntry(CaseChange.NEW, 0L);
        assertThat(reverse.counts()).containsEntry(CaseChange.REMOVED, 0L).containsEntry(CaseChange.NEW, 1L);
    }

    @Test
    void otherChecksBarWhatChecksFeedAndNothingElse() {
        Comparison comparison = Comparison.of(before, Sides.with(before, Sides.judged("c2", "1")));

        assertThat(comparison.obstacles())
                .extracting(Obstacle::text)
                .containsExactly("the checks that the suite has for dataset 'towns' differ: c1 then, c2 now");
        assertThat(figure(comparison, "passRate").reason()).isEqualTo(Absence.NOT_COMPARABLE);
        assertThat(figure(comparison, "cost.mean").word()).isEqualTo(ChangeWord.NO_CHANGE_DETECTED);
        assertThat(figure(comparison, "latency.p50").word()).isEqualTo(ChangeWord.WITHIN_NOISE);
    }

    @Test
    void aScorerOrJudgeOfAnotherVersionBarsWhatChecksFeed() {
        Comparison comparison = Comparison.of(before, Sides.with(before, Sides.judged("c1", "2")));

        assertThat(comparison.obstacles())
                .extracting(Obstacle::text)
                .containsExactly("check 'contains' judges otherwise: version 1 then, 2 now");
        assertThat(figure(comparison, "passRate").word()).isNull();
    }

    @Test
    void figuresThatAreDefinedOtherwiseAreNotCompared() {
        Comparison comparison = Comparison.of(before, Sides.with(before, Sides.defined(2)));

        assertThat(comparison.obstacles())
                .extracting(Obstacle::text)
                .containsExactly(
                        "figures are defined otherwise: metricsVersion 1 then, 2 now; compare with the run itself, or make"
                                + " the baseline again");
        assertThat(figure(comparison, "latency.p50").reason()).isEqualTo(Absence.NOT_COMPARABLE);
        assertThat(figure(comparison, "cost.mean").reason()).isEqualTo(Absence.NOT_COMPARABLE);
        assertThat(comparison.obstacles(comparison.pairing(), Obstacle.Scope.TIMES))
                .isEqualTo(comparison.obstacles());
    }

    @Test
    void anotherLoadBarsTimesAlone() {
        Comparison comparison = Comparison.of(before, Sides.with(before, Sides.loaded("closed", 16)));

        assertThat(comparison.obstacles())
                .extracting(Obstacle::text)
                .containsExactly(
                        "times were taken under another load: closed loop, 8 in flight then, closed loop, 16 in"
                                + " flight now");
        assertThat(figure(comparison, "latency.p50").word()).isNull();
        assertThat(figure(comparison, "passRate").word()).isEqualTo(ChangeWord.NO_CHANGE_DETECTED);
    }

    @Test
    void aLoadThatWasFoundOutIsLikeNoOther() {
        Baseline found = Sides.with(before, Sides.loaded("auto", 64));

        assertThat(Comparison.of(found, found).obstacles())
                .extracting(Obstacle::scope)
                .isEqualTo(List.of(Obstacle.Scope.TIMES));
    }

    @Test
    void whatIsUnderTestMayDifferAndIsNamed() {
        BaselineHead head = Sides.head();
        BaselineHead other = new BaselineHead(
                head.suite(),
                "main",
                new BaselineHead.Origin(
                        "20260115-0912-k3f9",
                        head.origin().startedAt(),
                        "promptmeter 1",
                        1,
                        1,
                        "failed",
                        List.of("odd"),
                        null),
                head.asking(),
                List.of(new BaselineHead.AskedModel(
                        "m", "model-2", "api.example.com", "ffffffffffff", new TreeSet<>(List.of("model-2b")))),
                new TreeMap<>(Map.of("v1", "9c0000000000")),
                head.judging(),
                List.of());

        Comparison comparison = Comparison.of(before, Sides.with(before, other));

        assertThat(comparison.obstacles()).isEmpty();
        assertThat(comparison.differences())
                .containsExactly(
                        "main@20260115-0912-k3f9: verdict of the run: failed",
                        "main@20260115-0912-k3f9: odd",
                        "prompt v1: sha 1f0000000000 → sha 9c0000000000",
                        "model m, name: model-1 → model-2",
                        "model m, parameters: sha a1b2c3d4e5f6 → sha ffffffffffff",
                        "model m, reported name: none → model-2b");
    }
}
