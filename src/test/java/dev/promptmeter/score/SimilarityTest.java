package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.dataset.Check;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    @ParameterizedTest(name = "{0} with {1}: {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    similar: refund                  | [[0.6,0.8,0],[0.8,0.6,0]]  | pass | 0.96
                    similar(0.96): refund            | [[0.6,0.8,0],[0.8,0.6,0]]  | pass | 0.96
                    similar(0.97): refund            | [[0.6,0.8,0],[0.8,0.6,0]]  | fail | 0.96
                    not-similar(0.97): refund        | [[0.6,0.8,0],[0.8,0.6,0]]  | pass | 0.04
                    similar:cosine: refund           | [[3,4],[6,8]]              | pass | 1
                    similar: refund                  | [[1,0],[-1,0]]             | fail | 0
                    similar:dot(10): refund          | [[1,2],[4,3]]              | pass | 1
                    similar:dot(10.5): refund        | [[1,2],[4,3]]              | fail | 1
                    similar:euclidean(5): refund     | [[0,0],[3,4]]              | pass | 0.16666666666666666
                    similar:euclidean(4.9): refund   | [[0,0],[3,4]]              | fail | 0.16666666666666666
                    similar:euclidean(0): refund     | [[1,2],[1,2]]              | pass | 1
                    """)
    void theFigureIsComparedWithTheBoundary(String cell, String vectors, String outcome, double value) {
        Score score = judged(Cells.cell(cell), vectors);

        assertThat(Cells.word(score)).isEqualTo(outcome);
        assertThat(((Score.Graded) score).value()).isCloseTo(value, within(1e-12));
    }

    @Test
    void ofSeveralReferencesTheNearestCounts() {
        Check check = Cells.suite("similar", "[\"refund\",\"voucher\"]", "{}");

        Score score = judged(check, "[[0.6,0.8],[1,0],[0.8,0.6]]");

        assertThat(score).isEqualTo(new Score.Graded(0.96, true, "cosine 0.96, at least 0.8 wanted"));
    }

    @Test
    void aVectorWithoutALengthIsUnscored() {
        assertThat(judged(Cells.cell("similar: refund"), "[[0,0],[1,0]]"))
                .isEqualTo(new Score.Unscored("an embedding is all zeros or not finite"));
    }

    @Test
    void anOutageIsUnscoredAndNoFaultOfAJudge() {
        PreparedCheck check = Scorers.builtIn().prepare(Cells.cell("similar: refund"));
        Rulings down = question -> new Ruling.Missing(FailureKind.JUDGE, "did not answer");

        assertThat(check.judge(Subject.of(Answers.saying("Paris")), down).score())
                .isEqualTo(new Score.Unscored("did not answer"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[[1,2]]", "[[1],[1],[1]]", "[[1,2],[1]]", "[[],[]]", "[[1,\"2\"],[1,2]]", "{}", "no"})
    void whatIsNoListOfVectorsIsNoReply(String reply) {
        assertThat(new EmbeddingQuestion(List.of("a", "b"))
                        .read(Answers.saying(reply).completion()))
                .isInstanceOf(Heard.OffProtocol.class);
    }

    @Test
    void aDistanceNeedsALimit() {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.cell("similar:euclidean: refund")))
                .hasMessageContaining("needs a number, the greatest distance");
    }

    private static Score judged(Check check, String vectors) {
        Rulings rulings = question -> new Ruling.Given(
                List.of((Heard.Reply) question.read(Answers.saying(vectors).completion())));
        return Scorers.builtIn()
                .prepare(check)
                .judge(Subject.of(Answers.saying("You get your money back.")), rulings)
                .score();
    }
}
