package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaPatternTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            java-regex: ^(?!.*refund)     | no money back   | pass
            java-regex: ^(?!.*refund)     | a refund        | fail
            java-regex: (\\w)\\1          | book            | pass
            java-regex: (\\w)\\1          | bok             | fail
            java-regex: (?<=Mr\\. )Smith  | Mr. Smith       | pass
            not-java-regex: b             | abc             | fail
            """)
    void whatRe2CannotExpressMatches(String cell, String answer, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), Answers.saying(answer))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java-regex: ^(a+)+\\1$", "not-java-regex: ^(a+)+\\1$"})
    void aPatternThatBacktracksForEverIsUnscoredInTime(String cell) {
        PreparedCheck check = Scorers.builtIn().prepare(Cells.cell(cell));
        Answer answer = Answers.saying("a".repeat(5_000) + "!");

        for (int i = 0; i < 20; i++) {
            Score score = check.judge(answer).score();
            assertThat(score).isInstanceOf(Score.Unscored.class);
            assertThat(score.reason()).contains("took longer than 100 ms");
        }

        assertThat(check.judge(Answers.saying("aaa")).score()).isInstanceOf(Score.Graded.class);
    }

    @Test
    void aMatchThatGoesTooDeepIsUnscored() {
        Score score = Cells.judge(Cells.cell("java-regex: ^(?:(a)|b)*$"), Answers.saying("ab".repeat(130_000)));

        assertThat(score.reason()).endsWith("went too deep");
        assertThat(score).isInstanceOf(Score.Unscored.class);
    }

    @Test
    void aHugeTextIsUnscored() {
        assertThat(Cells.judge(Cells.cell("java-regex: a"), Answers.saying("a".repeat(300_000))))
                .isEqualTo(new Score.Unscored("the answer is too long for a pattern: 300000 characters"));
    }

    @Test
    void manyAnswersAtOnceAreJudged() throws Exception {
        PreparedCheck check = Scorers.builtIn().prepare(Cells.cell("java-regex: (\\w)\\1"));
        var pool = Executors.newFixedThreadPool(8);
        try {
            Callable<Integer> passes = () -> {
                int passed = 0;
                for (int i = 0; i < 200; i++) {
                    passed += check.judge(Answers.saying("book " + i)).passed() ? 1 : 0;
                }
                return passed;
            };
            for (Future<Integer> each : pool.invokeAll(Collections.nCopies(8, passes))) {
                assertThat(each.get()).isEqualTo(200);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aPatternThatDoesNotCompileIsRefused() {
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.cell("java-regex: (")))
                .hasMessage("not a pattern that can be used: Unclosed group: \"(\"");
        assertThatThrownBy(() -> Scorers.builtIn().prepare(Cells.cell("java-regex: " + "a".repeat(1001))))
                .hasMessageContaining("at most 1,000 characters");
    }
}
