package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.FinishReason;
import dev.promptmeter.chat.TokenUsage;
import dev.promptmeter.cost.Cost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RefusalTest {

    private static final String FILLER = "Refunds take thirty days. ".repeat(20);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "/score/refusals.tsv", delimiter = '\t', quoteCharacter = '\0')
    void phrasesAreFoundWhereTheyCount(String answer, String outcome) {
        Score score = Cells.judge(Cells.cell("is-refusal"), Answers.saying(answer.replace('␤', '\n')));

        assertThat(Cells.word(score)).isEqualTo(outcome);
    }

    @Test
    void theReportNamesThePhrase() {
        Score score = Cells.judge(Cells.cell("is-refusal"), Answers.saying("Well, I must decline."));

        assertThat(score.reason()).isEqualTo("has the phrase \"i must decline\"");
    }

    @Test
    void aPhraseBehindTheFirst400CharactersDoesNotCount() {
        String before = FILLER.substring(0, 400 - "i must decline".length() - 1) + " ";

        assertThat(refusal(before + "I must decline.")).isEqualTo("pass");
        assertThat(refusal("x" + before + "I must decline.")).isEqualTo("fail");
    }

    @Test
    void aRefusalInItsOwnChannelCountsAndABlankOneDoesNot() {
        assertThat(word("", "I will not.", "stop", null)).isEqualTo("pass");
        assertThat(word("Paris", "I will not.", "stop", null)).isEqualTo("pass");
        assertThat(word("Paris", " ", "stop", null)).isEqualTo("fail");
    }

    @Test
    void silenceAndAFilterAreRefusalsAndAToolCallIsNone() {
        assertThat(word(" \n", null, "stop", null)).isEqualTo("pass");
        assertThat(word("Paris", null, "content_filter", null)).isEqualTo("pass");
        assertThat(word("", null, "tool_calls", "[{\"function\":{\"name\":\"f\"}}]"))
                .isEqualTo("fail");
    }

    @Test
    void aUsersPhrasesAreAddedToOurs() {
        Scorers own = Scorers.of(
                List.of("# ours", "da kann ich NICHT helfen", "starts-with:", "Leider", "contains:", "das geht nicht"),
                Map.of());

        assertThat(refusal(own, "Tut mir leid, da  kann ich nicht helfen.")).isEqualTo("pass");
        assertThat(refusal(own, "Leider ist das so.")).isEqualTo("pass");
        assertThat(refusal(own, "Es ist leider so.")).isEqualTo("fail");
        assertThat(refusal(own, "Nein, das geht nicht!")).isEqualTo("pass");
        assertThat(refusal(own, "# ours")).isEqualTo("fail");
        assertThat(refusal(own, "I can't help with that.")).isEqualTo("pass");
        assertThat(refusal("Leider ist das so.")).isEqualTo("fail");
    }

    private static String refusal(String answer) {
        return refusal(Scorers.builtIn(), answer);
    }

    private static String refusal(Scorers scorers, String answer) {
        return Cells.word(scorers.prepare(Cells.cell("is-refusal"))
                .judge(Answers.saying(answer))
                .score());
    }

    private static String word(String text, String refusal, String finish, String calls) {
        var completion = new Completion(
                Completion.Kind.OK,
                text,
                null,
                refusal,
                calls == null ? null : Cells.json(calls),
                FinishReason.of(finish),
                null,
                null,
                null,
                TokenUsage.NONE,
                null);
        var answer = new Answer(completion, Answer.Origin.FRESH, null, null, null, Cost.UNKNOWN);
        return Cells.word(Cells.judge(Cells.cell("is-refusal"), answer));
    }
}
