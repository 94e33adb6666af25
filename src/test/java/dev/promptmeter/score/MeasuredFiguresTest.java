package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.Likelihood;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of what an endpoint counted and of what was timed beside the answer as a whole. */
class MeasuredFiguresTest {

    private static final TokenUsage COUNTED = new TokenUsage(12L, 4L, null, 30L, 25L, 43L);
    private static final TokenUsage WITHOUT_TOTAL = new TokenUsage(12L, null, null, 30L, null, null);

    /** Four tokens whose mean log probability is −0.5. */
    private static final Likelihood UNSURE = new Likelihood(4, -2);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "token-count: ..30,   pass",
        "token-count: ..29,   fail",
        "token-count: 30,     pass",
        "tokens: 43,          pass",
        "tokens: ..42,        fail",
        "not-tokens: ..42,    pass"
    })
    void theEndpointCounted30TokensOfTheAnswerAnd43InAll(String cell, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), counted(COUNTED)))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "of {0}: exactly {1}")
    @CsvSource({"prompt, 12", "completion, 30", "reasoning, 25", "total, 43"})
    void aPartOfTheTokensIsNamedInTheSuite(String part, String count) {
        var check = Cells.suite("tokens", count, "{\"of\":\"" + part + "\"}");

        Score score = Cells.judge(check, counted(COUNTED));

        assertThat(score).isEqualTo(Score.pass("has " + count + " " + part + " tokens"));
    }

    @Test
    void aTotalThatIsNotStatedIsTheSumOfWhatIs() {
        Score score = Cells.judge(Cells.cell("tokens: 41"), counted(WITHOUT_TOTAL));

        assertThat(score).isEqualTo(Score.fail("expected 41 total tokens, got 42"));
    }

    @Test
    void tokensThatNobodyCountedAreNotZero() {
        Score answer = Cells.judge(Cells.cell("token-count: ..200"), counted(TokenUsage.NONE));
        Score reasoning =
                Cells.judge(Cells.suite("tokens", "\"..9\"", "{\"of\":\"reasoning\"}"), counted(WITHOUT_TOTAL));

        assertThat(answer).isEqualTo(new Score.Unscored("the endpoint states no completion tokens"));
        assertThat(reasoning).isEqualTo(new Score.Unscored("the endpoint states no reasoning tokens"));
    }

    @ParameterizedTest(name = "{0} on a {1} answer: {2}")
    @CsvSource({
        "token-count: ..9,       PROVIDED, skip",
        "tokens: ..9,            PROVIDED, skip",
        "perplexity(5),          PROVIDED, skip",
        "perplexity-score,       PROVIDED, skip",
        "ttft(500),              PROVIDED, skip",
        "ttft(500),              CACHED,   skip",
        "token-count: ..99,      CACHED,   pass",
        "perplexity(5),          CACHED,   pass"
    })
    void whatWasNotMeasuredInThisRunIsSkipped(String cell, Answer.Origin origin, String outcome) {
        var answer = new Answer(completion(COUNTED, UNSURE), origin, null, null, null, Cost.UNKNOWN);

        assertThat(Cells.word(Cells.judge(Cells.cell(cell), answer))).isEqualTo(outcome);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ttft(90),      pass", "ttft(89.999),  fail", "ttft: 0.09s,   pass", "ttft: 89ms,    fail"})
    void theFirstTokenCameAfter90Ms(String cell, String outcome) {
        Answer answer = timed(90_000_000L);

        assertThat(Cells.word(Cells.judge(Cells.cell(cell), answer))).isEqualTo(outcome);
    }

    @Test
    void aStreamWithoutOutputHasNoFirstToken() {
        Score score = Cells.judge(Cells.cell("ttft(500)"), timed(null));

        assertThat(score).isEqualTo(new Score.Unscored("not measured: no output was streamed"));
    }

    @Test
    void perplexityIsEToTheNegativeMeanLogProbability() {
        Score.Graded limit = (Score.Graded) Cells.judge(Cells.cell("perplexity(5)"), unsure());
        Score.Graded score = (Score.Graded) Cells.judge(Cells.cell("perplexity-score(0.3)"), unsure());

        assertThat(UNSURE.perplexity()).isCloseTo(1.648721, within(1e-6));
        assertThat(limit.value()).isCloseTo(0.377541, within(1e-6));
        assertThat(limit.reason()).isEqualTo("perplexity 1.6487, at most 5 allowed");
        assertThat(score.value()).isCloseTo(0.377541, within(1e-6));
        assertThat(score.passed()).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "perplexity(1.6488),       pass",
        "perplexity(1.6487),       fail",
        "perplexity-score(0.3775), pass",
        "perplexity-score(0.3776), fail",
        "perplexity-score,         fail"
    })
    void perplexityIsComparedUnrounded(String cell, String outcome) {
        assertThat(Cells.word(Cells.judge(Cells.cell(cell), unsure()))).isEqualTo(outcome);
    }

    @Test
    void aPerplexityBeyondADoubleFailsAndDoesNotThrow() {
        var answer = new Answer(
                completion(COUNTED, new Likelihood(1, -9999)), Answer.Origin.FRESH, 1L, 1L, null, Cost.UNKNOWN);

        assertThat(Cells.judge(Cells.cell("perplexity(5)"), answer))
                .isEqualTo(Score.fail("perplexity without end, at most 5 allowed"));
        assertThat(Cells.judge(Cells.cell("perplexity-score"), answer))
                .isEqualTo(Score.fail("score 0, perplexity without end"));
    }

    @Test
    void withoutLogProbabilitiesPerplexityIsUnscored() {
        assertThat(Cells.judge(Cells.cell("perplexity(5)"), counted(COUNTED)))
                .isEqualTo(new Score.Unscored("the endpoint sent no log probabilities"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "perplexity",
                "perplexity(0)",
                "perplexity(5s)",
                "perplexity-score(1.5)",
                "perplexity(5): x",
                "ttft",
                "ttft(0)",
                "tokens",
                "token-count: many",
                "token-count(5): 1"
            })
    void whatCannotBeUsedIsRefusedByName(String cell) {
        var check = Cells.cell(cell);

        assertThatThrownBy(() -> Scorers.builtIn().prepare(check))
                .isInstanceOf(CheckException.class)
                .hasMessageMatching("(?s)(.*'" + check.type() + "' .*|.* is not a range.*)");
    }

    @Test
    void tokensOfSomethingElseAreRefused() {
        var check = Cells.suite("tokens", "5", "{\"of\":\"prompts\"}");

        assertThatThrownBy(() -> Scorers.builtIn().prepare(check))
                .hasMessageStartingWith(
                        "'tokens' has of: \"prompts\", which is none of prompt, completion, reasoning, total");
    }

    private static Answer counted(TokenUsage usage) {
        return new Answer(completion(usage, null), Answer.Origin.FRESH, 1L, 1L, null, Cost.UNKNOWN);
    }

    private static Answer unsure() {
        return new Answer(completion(COUNTED, UNSURE), Answer.Origin.FRESH, 1L, 1L, null, Cost.UNKNOWN);
    }

    private static Answer timed(Long ttft) {
        return new Answer(
                completion(COUNTED, null), Answer.Origin.FRESH, 120_000_000L, 120_000_000L, ttft, Cost.UNKNOWN);
    }

    private static Completion completion(TokenUsage usage, Likelihood likelihood) {
        return new Completion(
                Completion.Kind.OK,
                "Paris",
                null,
                null,
                null,
                FinishReason.of("stop"),
                null,
                null,
                null,
                usage,
                null,
                likelihood);
    }
}
