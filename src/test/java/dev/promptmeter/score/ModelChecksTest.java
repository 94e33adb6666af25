package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelChecksTest {

    private static final Rulings DOWN = question -> new Ruling.Missing(FailureKind.JUDGE, "the judge did not answer");

    @ParameterizedTest(name = "{0} if the judge says {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    llm-rubric: polite               | true   | pass | 1
                    llm-rubric: polite               | false  | fail | 0
                    not-llm-rubric: polite           | true   | fail | 0
                    not-llm-rubric: polite           | false  | pass | 1
                    grade: polite                    | true   | pass | 1
                    llm-rubric(0.7): polite          | 7      | pass | 0.7
                    llm-rubric(0.7): polite          | 6      | fail | 0.6
                    llm-rubric(0.3): polite          | 3      | pass | 0.3
                    llm-rubric(0): polite            | 0      | pass | 0
                    llm-rubric(1): polite            | 10     | pass | 1
                    not-llm-rubric(0.7): polite      | 7      | fail | 0.3
                    closedqa: names the city         | true   | pass | 1
                    model-graded-closedqa: names it  | false  | fail | 0
                    factuality: Paris                | "A"    | pass | 1
                    factuality: Paris                | "B"    | pass | 1
                    factuality: Paris                | "C"    | pass | 1
                    factuality: Paris                | "D"    | fail | 0
                    factuality: Paris                | "E"    | pass | 1
                    not-factuality: Paris            | "D"    | pass | 1
                    model-graded-factuality: Paris   | "D"    | fail | 0
                    """)
    void aVerdictIsWhatTheJudgesWordMeans(String cell, String said, String outcome, double value) {
        Score score = judged(Cells.cell(cell), said);

        assertThat(Cells.word(score)).isEqualTo(outcome);
        assertThat(((Score.Graded) score).value()).isCloseTo(value, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"A, fail", "B, pass", "C, pass", "D, pass"})
    void categoriesMayScoreOtherwise(String category, String outcome) {
        Check check = Cells.suite("factuality", "\"Paris\"", "{\"scores\":{\"A\":0.4,\"B\":0.5,\"D\":1}}");

        assertThat(Cells.word(judged(check, '"' + category + '"'))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"polite, pass", "neutral, pass", "rude, fail"})
    void aLabelPassesIfItIsOneOfThePassing(String label, String outcome) {
        Check check = Cells.suite(
                "llm-label",
                "{\"labels\":[\"polite\",\"neutral\",\"rude\"],\"passing\":[\"polite\",\"neutral\"]}",
                "{}");

        assertThat(Cells.word(judged(check, '"' + label + '"'))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    llm-rubric: polite      | true,false,true        | pass | 1   | 2 of 3 replies agree: judge: because
                    llm-rubric: polite      | true,false,false       | fail | 0   | 2 of 3 replies agree: judge: because
                    llm-rubric: polite      | true,true,true         | pass | 1   | 3 of 3 replies agree: judge: because
                    llm-rubric(0.6): polite | 9,2,6,7,3              | pass | 0.6 | 3 of 5 replies agree: judge gives 0.6, at least 0.6 wanted: because
                    """)
    void ofSeveralRepliesTheMiddleOneCounts(String cell, String said, String outcome, double value, String reason) {
        Score score = judged(Cells.cell(cell), said.split(","));

        assertThat(Cells.word(score)).isEqualTo(outcome);
        assertThat(((Score.Graded) score).value()).isEqualTo(value);
        assertThat(score.reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"llm-rubric: polite", "not-llm-rubric: polite", "factuality: Paris", "closedqa: polite"})
    void anOutageIsNeitherGoodNorBad(String cell) {
        Score score = judged(Cells.cell(cell), Answers.saying("Paris"), DOWN);

        assertThat(score).isEqualTo(new Score.Unscored("the judge did not answer", FailureKind.JUDGE));
    }

    @Test
    void anEmptyAnswerFailsWithoutTheJudge() {
        CheckSet checks = checks("llm-rubric: polite");
        Subject subject = Subject.of(Answers.saying(" \u200b\n"));

        assertThat(checks.questions(subject)).isEmpty();
        assertThat(checks.grade(subject, DOWN).outcomes().get(0).score()).isEqualTo(Score.fail("empty answer"));
    }

    @Test
    void oneFailingCheckDecidesWhileTheJudgeIsDown() {
        Subject subject = Subject.of(Answers.saying("Paris"));

        assertThat(checks("contains: Rome", "llm-rubric: polite")
                        .grade(subject, DOWN)
                        .verdict())
                .isEqualTo(CaseVerdict.FAIL);
        assertThat(checks("contains: Paris", "llm-rubric: polite")
                        .grade(subject, DOWN)
                        .verdict())
                .isEqualTo(CaseVerdict.ERROR);
    }

    @Test
    void theKindOfAnErrorNamesTheJudge() {
        Subject subject = Subject.of(Answers.saying("Paris"));
        CheckSet checks = checks("contains: Paris", "llm-rubric: polite");
        Rulings spent = question -> new Ruling.Missing(FailureKind.JUDGE_BUDGET, "spent");

        assertThat(checks.grade(subject, DOWN).kind()).isEqualTo(FailureKind.JUDGE);
        assertThat(checks.grade(subject, spent).kind()).isEqualTo(FailureKind.JUDGE_BUDGET);
    }

    @Test
    void aCheckAndItsNegationAskOneQuestion() {
        CheckSet checks = checks("llm-rubric: polite", "not-llm-rubric: polite", "llm-rubric(0.5): polite");

        assertThat(checks.questions(Subject.of(Answers.saying("Paris")))).hasSize(2);
    }

    @Test
    void onlyAJudgeWhoNeedsItSeesTheQuestion() {
        Subject subject = new Subject(Answers.saying("Paris"), () -> "What is the capital of France?");

        assertThat(criterion(checks("llm-rubric: polite"), subject)).isEqualTo("Criterion:\npolite");
        assertThat(criterion(checks("closedqa: polite"), subject))
                .isEqualTo("Question that was asked:\nWhat is the capital of France?\n\nCriterion:\npolite");
    }

    @Test
    void anIdentityChangesWithEverythingThatTheJudgeIsTold() {
        Subject subject = new Subject(Answers.saying("Paris"), () -> "Which city?");
        List<String> identities = List.of(
                identity("llm-rubric: polite", subject, 0),
                identity("llm-rubric: polite", subject, 1),
                identity("llm-rubric: friendly", subject, 0),
                identity("llm-rubric(0.5): polite", subject, 0),
                identity("closedqa: polite", subject, 0),
                identity("closedqa: polite", new Subject(subject.answer(), () -> "Which town?"), 0),
                identity("llm-rubric: polite", Subject.of(Answers.saying("Rome")), 0));

        assertThat(identities).doesNotHaveDuplicates();
        assertThat(identity("llm-rubric: polite", subject, 0)).isEqualTo(identities.get(0));
    }

    @Test
    void aThresholdThatChangesAsksNothingAnew() {
        Subject subject = Subject.of(Answers.saying("Paris"));

        assertThat(identity("llm-rubric(0.5): polite", subject, 0))
                .isEqualTo(identity("llm-rubric(0.9): polite", subject, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    llm-rubric | ~~                                              | {}                     | needs a value
                    llm-label  | {"labels":["a"]}                                | {}                     | needs 'passing'
                    llm-label  | {"labels":["a"],"passing":["b"]}                | {}                     | lets pass what is none of its labels
                    llm-label  | {"labels":["a","a"],"passing":["a"]}            | {}                     | a list of different texts
                    llm-label  | "polite"                                        | {}                     | takes a map
                    factuality | "Paris"                                         | {"scores":{"F":1}}     | A to E
                    factuality | "Paris"                                         | {"scores":{"A":2}}     | between 0 and 1
                    factuality | "Paris"                                         | {"score":1}            | unknown key 'score'
                    """)
    void whatIsWrongIsSaidAtLoad(String type, String value, String options, String message) {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.suite(type, value, options)))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining(message);
    }

    private static String criterion(CheckSet checks, Subject subject) {
        return checks.questions(subject)
                .get(0)
                .messages(texts -> "mark")
                .get(1)
                .content()
                .stringValue();
    }

    private static String identity(String cell, Subject subject, int index) {
        return checks(cell).questions(subject).get(0).identity(index);
    }

    private static CheckSet checks(String... cells) {
        Scorers scorers = Scorers.builtIn();
        return CheckSet.of(
                Arrays.stream(cells).map(Cells::cell).map(scorers::prepare).toList(), null);
    }

    private static Score judged(Check check, String... said) {
        List<Heard.Reply> replies = Arrays.stream(said)
                .map(each -> new Heard.Reply("because", Cells.json(each)))
                .toList();
        return judged(check, Answers.saying("Paris"), question -> new Ruling.Given(replies));
    }

    private static Score judged(Check check, Answer answer, Rulings rulings) {
        return Scorers.builtIn()
                .prepare(check)
                .judge(Subject.of(answer), rulings)
                .score();
    }
}
