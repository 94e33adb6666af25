package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertSetTest {

    private static final Check PASSING = Cells.cell("contains: Paris");
    private static final Check FAILING = Cells.cell("contains: Rome");
    private static final Check UNSCORED = Cells.cell("cost(1)");
    private static final Check SKIPPED = Cells.cell("latency(500)");
    private static final Answer PARIS = Answers.saying("Paris");

    private final Scorers scorers = Scorers.builtIn();

    private Outcome judge(Check group) {
        return scorers.prepare(group).judge(PARIS);
    }

    private Grade grade(Check... checks) {
        return CheckSet.of(Stream.of(checks).map(scorers::prepare).toList(), null)
                .grade(PARIS);
    }

    private static Check atLeast(String threshold, Check... parts) {
        return Cells.group(parts).withThreshold(Quantity.of(threshold));
    }

    @Test
    void withoutAThresholdOneFailingCheckFailsTheGroup() {
        Outcome outcome = judge(Cells.group(PASSING.withWeight(3), FAILING));

        assertThat(outcome.score()).isEqualTo(new Score.Graded(0.75, false, "contains: does not contain \"Rome\""));
        assertThat(outcome.parts()).extracting(Outcome::passed).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource({"0.75, true", "0.76, false", "1, false", "0.1, true"})
    void theWeightedScoreIsHeldAgainstTheThreshold(String threshold, boolean passed) {
        Outcome outcome = judge(atLeast(threshold, PASSING.withWeight(3), FAILING));

        assertThat(outcome.passed()).isEqualTo(passed);
        assertThat(outcome.value()).isEqualTo(0.75);
    }

    @Test
    void reasonsNameTheMissedThresholdAndTheFirstFailure() {
        assertThat(judge(atLeast("0.8", PASSING, FAILING)).score().reason())
                .isEqualTo("score 0.5 is below 0.8: contains: does not contain \"Rome\"");
        assertThat(judge(atLeast("0.5", PASSING, FAILING)).score().reason())
                .isEqualTo("1 of 2 checks in the group pass");
    }

    @Test
    void theGroupCountsAsOneCheckOfItsOwnWeight() {
        Grade grade = grade(Cells.group(PASSING, FAILING).withWeight(2), PASSING.withWeight(1));

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.FAIL);
        assertThat(grade.score()).isEqualTo((2 * 0.5 + 1) / 3);
        assertThat(grade.reason()).isEqualTo("assert-set: contains: does not contain \"Rome\"");
        assertThat(grade.outcomes()).hasSize(2);
    }

    @Test
    void aGroupOfWeightZeroIsMeasuredAndNeverDecides() {
        Grade grade = grade(Cells.group(FAILING).withWeight(0).withMetric("tone"), PASSING);

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(Metrics.of(grade.outcomes())).containsExactly(Map.entry("tone", 0.0));
    }

    @Test
    void metricsInsideAndOutsideAreRecorded() {
        Check group = Cells.group(PASSING.withMetric("recall"), FAILING.withMetric("precision"))
                .withMetric("completeness");

        Grade grade = grade(group, PASSING.withMetric("recall").withWeight(3));

        assertThat(Metrics.of(grade.outcomes()))
                .containsExactly(Map.entry("completeness", 0.5), Map.entry("recall", 1.0), Map.entry("precision", 0.0));
    }

    @Test
    void aFailingPartDecidesWhileAnotherCannotBeJudged() {
        Outcome outcome = judge(Cells.group(UNSCORED, FAILING));

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.value()).isNull();
    }

    @Test
    void whatCannotBeJudgedLeavesTheGroupUndecided() {
        Grade grade = grade(Cells.group(PASSING, UNSCORED));

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.ERROR);
        assertThat(grade.reason()).startsWith("assert-set: cost: the cost is unknown");
        assertThat(grade.score()).isNull();
    }

    @Test
    void aReachedThresholdPassesTheCaseWithoutAScore() {
        Grade grade = grade(atLeast("0.5", PASSING.withWeight(3), UNSCORED), PASSING);

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(grade.score()).isNull();
    }

    @Test
    void whatIsUnknownInsideAGroupCountsAsZeroAndAsOneForTheRowThreshold() {
        Check half = Cells.group(FAILING, UNSCORED);
        List<PreparedCheck> checks = List.of(scorers.prepare(half), scorers.prepare(PASSING));

        assertThat(CheckSet.of(checks, 0.5).grade(PARIS).verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(CheckSet.of(checks, 0.75).grade(PARIS).verdict()).isEqualTo(CaseVerdict.ERROR);
        assertThat(CheckSet.of(checks, 0.8).grade(PARIS).verdict()).isEqualTo(CaseVerdict.FAIL);
    }

    @Test
    void aGroupOfWhichNothingAppliesIsSkipped() {
        Answer cached = Answers.from(Answer.Origin.CACHED, "Paris");

        Score score = scorers.prepare(Cells.group(SKIPPED)).judge(cached).score();

        assertThat(score).isInstanceOf(Score.Skipped.class);
    }

    @Test
    void anEmptyAnswerCanBeExpectedInsideAGroup() {
        Check group = Cells.group(Cells.cell("is-empty"));

        Grade grade = CheckSet.of(List.of(scorers.prepare(group)), null).grade(Answers.saying(" "));

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
    }

    static Stream<Check> impossible() {
        return Stream.of(
                Cells.group(),
                Cells.group(Cells.group(PASSING)),
                Cells.group(PASSING.withWeight(0)),
                atLeast("0", PASSING),
                atLeast("1.1", PASSING),
                Cells.cell("assert-set: Paris"));
    }

    @Test
    void impossibleGroupsAreRefused() {
        assertThat(impossible())
                .allSatisfy(group -> assertThatThrownBy(() -> scorers.prepare(group))
                        .isInstanceOf(CheckException.class)
                        .hasMessageContaining("assert-set"));
    }

    @Test
    void negationIsRefused() {
        assertThatThrownBy(() -> scorers.prepare(Cells.group(PASSING).not()))
                .hasMessage("'assert-set' cannot be negated");
    }
}
