package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import dev.promptmeter.dataset.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.BooleanNode;

/** Groups of which a judge decides a part. */
class JudgedGroupTest {

    private static final Check PARIS = Cells.cell("contains: Paris");
    private static final Check ROME = Cells.cell("contains: Rome");
    private static final Check POLITE = Cells.cell("llm-rubric: polite");
    private static final Subject ANSWER = Subject.of(Answers.saying("Paris, please."));
    private static final Rulings YES = saying(true);
    private static final Rulings NO = saying(false);
    private static final Rulings DOWN = question -> new Ruling.Missing(FailureKind.JUDGE, "the judge did not answer");

    private static Rulings saying(boolean pass) {
        return question -> new Ruling.Given(List.of(new Heard.Reply("because", BooleanNode.valueOf(pass))));
    }

    private static CheckSet set(Check... checks) {
        Scorers scorers = Scorers.builtIn();
        return CheckSet.of(List.of(checks).stream().map(scorers::prepare).toList(), null);
    }

    @Test
    void theJudgeIsAskedAboutAPartOnce() {
        CheckSet checks = set(Cells.group(PARIS, POLITE, POLITE), POLITE);

        assertThat(checks.asksModel()).isTrue();
        assertThat(checks.asksJudge()).isTrue();
        assertThat(checks.questions(ANSWER))
                .singleElement()
                .satisfies(question -> assertThat(question.messages(texts -> "mark")
                                .get(1)
                                .content()
                                .stringValue())
                        .isEqualTo("Criterion:\npolite"));
    }

    @Test
    void theJudgesWordDecidesTheGroup() {
        CheckSet checks = set(Cells.group(PARIS, POLITE));

        Grade passing = checks.grade(ANSWER, YES);
        Grade failing = checks.grade(ANSWER, NO);

        assertThat(passing.verdict()).isEqualTo(CaseVerdict.PASS);
        assertThat(passing.outcomes().get(0).parts().get(1).score().reason()).isEqualTo("judge: because");
        assertThat(failing.verdict()).isEqualTo(CaseVerdict.FAIL);
        assertThat(failing.reason()).isEqualTo("assert-set: llm-rubric: judge: because");
        assertThat(failing.score()).isEqualTo(0.5);
    }

    @Test
    void aNegatedPartIsTurnedRound() {
        CheckSet checks = set(Cells.group(PARIS, POLITE.not()));

        assertThat(checks.grade(ANSWER, YES).verdict()).isEqualTo(CaseVerdict.FAIL);
        assertThat(checks.grade(ANSWER, NO).verdict()).isEqualTo(CaseVerdict.PASS);
    }

    @Test
    void anOutageOfTheJudgeDecidesNothingAndIsNamed() {
        Grade grade = set(Cells.group(PARIS, POLITE)).grade(ANSWER, DOWN);

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.ERROR);
        assertThat(grade.kind()).isEqualTo(FailureKind.JUDGE);
        assertThat(grade.score()).isNull();
        assertThat(grade.reason()).isEqualTo("assert-set: llm-rubric: the judge did not answer");
    }

    @Test
    void aLongReasonKeepsTheKindOfTheOutage() {
        Rulings wordy = question -> new Ruling.Missing(FailureKind.JUDGE_BUDGET, "spent ".repeat(60));

        assertThat(set(Cells.group(PARIS, POLITE)).grade(ANSWER, wordy).kind()).isEqualTo(FailureKind.JUDGE_BUDGET);
        assertThat(set(POLITE).grade(ANSWER, wordy).kind()).isEqualTo(FailureKind.JUDGE_BUDGET);
    }

    @ParameterizedTest
    @CsvSource({"0.5, PASS", "0.51, ERROR"})
    void aGroupThatIsCertainWithoutTheJudgeIsDecidedWhileItIsDown(String threshold, CaseVerdict verdict) {
        Check group = Cells.group(PARIS, POLITE).withThreshold(Quantity.of(threshold));

        assertThat(set(group).grade(ANSWER, DOWN).verdict()).isEqualTo(verdict);
    }

    @Test
    void aFailingPartDecidesWhileTheJudgeIsDown() {
        assertThat(set(Cells.group(ROME, POLITE)).grade(ANSWER, DOWN).verdict()).isEqualTo(CaseVerdict.FAIL);
    }

    @Test
    void aSparedPartIsAsIfItWereNotThere() {
        Grade grade = set(Cells.group(ROME, POLITE)).grade(ANSWER, Rulings.SPARED);

        assertThat(grade.verdict()).isEqualTo(CaseVerdict.FAIL);
        assertThat(grade.outcomes().get(0).parts().get(1).score()).isInstanceOf(Score.Skipped.class);
    }
}
