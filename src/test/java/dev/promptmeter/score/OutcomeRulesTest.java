package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.dataset.Check;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the outcomes of checks make of a case, in examples. */
class OutcomeRulesTest {

    private static final Check GOOD = Cells.cell("contains: Paris");
    private static final Check BAD = Cells.cell("contains: Rome");
    private static final Check UNPRICED = Cells.cell("cost(1)");

    private static CheckSet set(Double threshold, Check... checks) {
        Scorers scorers = Scorers.builtIn();
        return CheckSet.of(Stream.of(checks).map(scorers::prepare).toList(), threshold);
    }

    private static Outcome judged(String cell, String text) {
        return Scorers.builtIn().prepare(Cells.cell(cell)).judge(Answers.saying(text));
    }

    @Test
    void aLatencyLimitOnACachedAnswerLeavesTheCaseToTheOtherChecks() {
        Answer cached = Answers.from(Answer.Origin.CACHED, "Paris");
        Check limit = Cells.cell("latency(500)");

        assertThat(set(null, limit, GOOD).grade(cached).verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(set(null, limit, BAD).grade(cached).verdict()).isEqualTo(CaseVerdict.FAIL);
        assertThat(set(null, limit, GOOD).grade(cached).outcomes().get(0).score())
                .isInstanceOf(Score.Skipped.class);
    }

    @ParameterizedTest
    @CsvSource({"0.75,PASS", "0.76,FAIL"})
    void threeToOneIsThreeQuarters(double threshold, CaseVerdict verdict) {
        Grade grade = set(threshold, GOOD.withWeight(3), BAD).grade(Answers.saying("Paris"));

        assertThat(grade.score()).isEqualTo(0.75);
        assertThat(grade.verdict()).isEqualTo(verdict);
    }

    @Test
    void anUnscoredCheckThatCannotTipTheScoreLetsTheCasePass() {
        Grade grade = set(0.5, GOOD.withWeight(3), UNPRICED).grade(Answers.saying("Paris"));

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(grade.score()).isNull();
        assertThat(ScoreRange.of(grade.outcomes())).contains(new ScoreRange(0.75, 1));
    }

    @Test
    void theRangeOfAScoreIsThatOfItsUnscoredWeight() {
        Grade grade = set(null, GOOD, BAD, UNPRICED.withWeight(2)).grade(Answers.saying("Paris"));

        assertThat(ScoreRange.of(grade.outcomes()).orElseThrow().text()).isEqualTo("0.25 to 0.75");
    }

    @Test
    void aKnownScoreHasNoRangeAndNeitherHasAnUnscoredCheckOfNoWeight() {
        assertThat(ScoreRange.of(
                        set(null, GOOD, BAD).grade(Answers.saying("Paris")).outcomes()))
                .isEmpty();
        assertThat(ScoreRange.of(set(null, GOOD, UNPRICED.withWeight(0))
                        .grade(Answers.saying("Paris"))
                        .outcomes()))
                .isEmpty();
    }

    @Test
    void onlyWeightlessChecksLeaveTheVerdictToWhetherItWasAnswered() {
        CheckSet set = set(
                null, GOOD.withWeight(0).withMetric("town"), BAD.withWeight(0).withMetric("town"));

        Grade answered = set.grade(Answers.saying("Paris"));
        Grade silent = set.grade(Answers.saying(""));

        assertThat(answered.verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(answered.score()).isNull();
        assertThat(Metrics.of(answered.outcomes())).containsEntry("town", 0.5);
        assertThat(silent.verdict()).isEqualTo(CaseVerdict.FAIL);
        assertThat(silent.reason()).isEqualTo("empty answer");
    }

    @Test
    void groupedDigitsAreOneNumber() {
        assertThat(judged("numeric: 1234.5", "1,234.5").passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.234,5", "1e400", "NaN", "٣", "0x10"})
    void whatOnlyLooksLikeANumberFails(String text) {
        Outcome outcome = judged("numeric: 1234.5", text);

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.score().reason()).contains("not a number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Yes.\\n|U+0059", "ｙｅｓ|Unicode form", "yes\\u00a0|white space"})
    void equalsNamesTheDifference(String text, String word) {
        String answer = text.replace("\\n", "\n").replace("\\u00a0", "\u00a0");

        Outcome outcome = judged("equals: yes", answer);

        assertThat(outcome.failed()).isTrue();
        assertThat(outcome.score().reason()).containsIgnoringCase(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ｙｅｓ", "yes\u00a0"})
    void iequalsPassesOverFormAndWhiteSpace(String text) {
        assertThat(judged("iequals: yes", text).passed()).isTrue();
    }

    @Test
    void theReasonOfAnUnscoredCheckIsBoundedToo() {
        var endless = new PreparedCheck(GOOD, answer -> new Score.Unscored("x".repeat(5_000)), "1");

        assertThat(endless.judge(Answers.saying("Paris")).score().reason()).hasSizeLessThanOrEqualTo(300);
        assertThat(CheckSet.of(List.of(endless), null)
                        .grade(Answers.saying("Paris"))
                        .verdict())
                .isEqualTo(CaseVerdict.ERROR);
    }
}
