package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckSetTest {

    private static final Check PASSING = Cells.cell("contains: Paris");
    private static final Check FAILING = Cells.cell("contains: Rome");
    private static final Check UNSCORED = Cells.cell("cost(1)");
    private static final Check SKIPPED = Cells.cell("latency(500)");
    private static final Answer PARIS = Answers.saying("Paris");

    private static Grade grade(Answer answer, Double threshold, Check... checks) {
        return set(threshold, checks).grade(answer);
    }

    private static CheckSet set(Double threshold, Check... checks) {
        Scorers scorers = Scorers.builtIn();
        return CheckSet.of(Stream.of(checks).map(scorers::prepare).toList(), threshold);
    }

    @Nested
    class WithoutARowThreshold {

        @Test
        void oneFailingCheckFailsTheCaseAndTheScoreIsTheWeightedMean() {
            Grade grade = grade(PARIS, null, PASSING.withWeight(3), FAILING.withWeight(1));

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.FAIL);
            assertThat(grade.score()).isEqualTo(0.75);
            assertThat(grade.reason()).isEqualTo("contains: does not contain \"Rome\"");
            assertThat(grade.kind()).isNull();
        }

        @Test
        void aFailDecidesEvenWhileAnotherCheckIsUnscored() {
            Grade grade = grade(PARIS, null, UNSCORED, FAILING);

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.FAIL);
            assertThat(grade.score()).isNull();
            assertThat(grade.reason()).isEqualTo("contains: does not contain \"Rome\"");
        }

        @Test
        void anUnscoredCheckNeverMakesAPass() {
            Grade grade = grade(PARIS, null, PASSING, UNSCORED);

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.ERROR);
            assertThat(grade.kind()).isEqualTo(FailureKind.UNSCORED);
            assertThat(grade.score()).isNull();
            assertThat(grade.reason()).startsWith("cost: the cost is unknown");
        }

        @Test
        void aSkippedCheckIsAsIfItWereNotThere() {
            Answer cached = Answers.from(Answer.Origin.CACHED, "Paris");

            Grade grade = grade(cached, null, PASSING, SKIPPED);

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
            assertThat(grade.score()).isEqualTo(1.0);
            assertThat(grade.reason()).isNull();
            assertThat(grade.outcomes())
                    .hasSize(2)
                    .last()
                    .extracting(Outcome::score)
                    .isInstanceOf(Score.Skipped.class);
        }

        @Test
        void weightlessChecksAreShownAndNeverDecide() {
            Grade grade = grade(PARIS, null, FAILING.withWeight(0), UNSCORED.withWeight(0));

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
            assertThat(grade.score()).isNull();
            assertThat(grade.outcomes()).hasSize(2);
        }

        @Test
        void whereNothingIsCheckedAnAnswerIsEnough() {
            CheckSet none = set(null);

            assertThat(none.checked()).isFalse();
            assertThat(none.grade(PARIS).verdict()).isEqualTo(CaseVerdict.PASS);
            assertThat(none.grade(PARIS).score()).isNull();
            assertThat(none.grade(Answers.saying(" ")).verdict()).isEqualTo(CaseVerdict.FAIL);
            assertThat(set(null, PASSING).checked()).isTrue();
        }
    }

    @Nested
    class WithARowThreshold {

        @ParameterizedTest
        @CsvSource({"0.75, PASS", "0.76, FAIL", "0.7500000000000001, FAIL"})
        void theScoreIsComparedUnrounded(double threshold, CaseVerdict verdict) {
            Grade grade = grade(PARIS, threshold, PASSING.withWeight(3), FAILING.withWeight(1));

            assertThat(grade.verdict()).isEqualTo(verdict);
            assertThat(grade.score()).isEqualTo(0.75);
        }

        @Test
        void theReasonNeverRoundsAFailUpToItsThreshold() {
            Grade grade = grade(PARIS, 0.66667, PASSING.withWeight(2), FAILING.withWeight(1));

            assertThat(grade.reason())
                    .isEqualTo("score 0.666667 is below 0.66667: contains: does not contain \"Rome\"");
        }

        @ParameterizedTest
        @CsvSource({"0.5, PASS", "0.75, PASS", "0.8, ERROR", "1, ERROR"})
        void whatIsUnscoredCountsAsZeroAndAsOne(double threshold, CaseVerdict verdict) {
            Grade grade = grade(PARIS, threshold, PASSING.withWeight(3), UNSCORED.withWeight(1));

            assertThat(grade.verdict()).isEqualTo(verdict);
            assertThat(grade.score()).isNull();
        }

        @Test
        void evenTheBestOutcomeCanBeTooLow() {
            Grade grade = grade(PARIS, 0.8, FAILING.withWeight(3), UNSCORED.withWeight(1));

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.FAIL);
        }

        @Test
        void whereEveryCheckWasSkippedAnAnswerIsEnough() {
            Grade grade = grade(Answers.from(Answer.Origin.CACHED, "Paris"), 0.9, SKIPPED);

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
        }

        @Test
        void aThresholdOverWeightlessChecksIsRefused() {
            assertThatThrownBy(() -> set(0.5, PASSING.withWeight(0)))
                    .isInstanceOf(CheckException.class)
                    .hasMessageContaining("weighs something");
        }
    }

    @Nested
    class OnAnEmptyAnswer {

        @ParameterizedTest
        @ValueSource(strings = {"", " \n", "\u200b\u2060", "\u00a0\u3000"})
        void aNegatedCheckAloneIsNotGreen(String nothing) {
            Grade grade = grade(Answers.saying(nothing), null, Cells.cell("not-contains: x"));

            assertThat(grade.verdict()).isEqualTo(CaseVerdict.FAIL);
            assertThat(grade.reason()).isEqualTo("empty answer");
            assertThat(grade.score()).isEqualTo(1.0);
            assertThat(grade.outcomes())
                    .extracting(outcome -> outcome.check().name())
                    .containsExactly("not-contains", "answered");
        }

        @Test
        void aLowRowThresholdDoesNotHelp() {
            assertThat(grade(Answers.saying(""), 0.1, Cells.cell("not-contains: x"))
                            .verdict())
                    .isEqualTo(CaseVerdict.FAIL);
        }

        static List<Check> checksThatMindEmptiness() {
            return List.of(
                    Cells.cell("is-empty"),
                    Cells.suite("equals", "\"\"", "{}"),
                    Cells.suite("char-count", "\"..5\"", "{\"allowEmpty\":true}"));
        }

        @ParameterizedTest
        @MethodSource("checksThatMindEmptiness")
        void anAuthorCanExpectIt(Check check) {
            assertThat(grade(Answers.saying(""), null, check).verdict()).isEqualTo(CaseVerdict.PASS);
        }

        @Test
        void allowEmptyFalseAllowsNothing() {
            Check check = Cells.suite("char-count", "\"..5\"", "{\"allowEmpty\":false}");

            assertThat(grade(Answers.saying(""), null, check).verdict()).isEqualTo(CaseVerdict.FAIL);
        }

        @Test
        void aToolCallIsAnAnswer() {
            Answer call = Answers.calling(Cells.json("[{\"function\":{\"name\":\"get_weather\"}}]"));

            assertThat(grade(call, null, Cells.cell("not-contains: x")).verdict())
                    .isEqualTo(CaseVerdict.PASS);
            assertThat(grade(call, null, Cells.cell("is-empty")).verdict()).isEqualTo(CaseVerdict.FAIL);
        }
    }

    @Nested
    class NamedMetrics {

        @Test
        void aMetricIsTheWeightedMeanOfItsJudgedChecks() {
            Grade grade = grade(
                    PARIS,
                    null,
                    PASSING.withMetric("facts").withWeight(3),
                    FAILING.withMetric("facts"),
                    UNSCORED.withMetric("facts"),
                    FAILING.withMetric("tone").withWeight(0),
                    PASSING.withMetric("tone").withWeight(0),
                    UNSCORED.withMetric("price"),
                    PASSING);

            assertThat(Metrics.of(grade.outcomes())).containsExactly(Map.entry("facts", 0.75), Map.entry("tone", 0.5));
        }

        @Test
        void weightlessChecksDoNotEnterAMetricThatHasWeight() {
            Grade grade = grade(
                    PARIS,
                    null,
                    PASSING.withMetric("facts"),
                    FAILING.withMetric("facts").withWeight(0));

            assertThat(Metrics.of(grade.outcomes())).containsEntry("facts", 1.0);
        }
    }
}
