package dev.promptmeter.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Likelihood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log probabilities in an answer, whole and in pieces. */
class LogProbabilitiesTest {

    private final OpenAiAnswerReader reader = new OpenAiAnswerReader();

    @Test
    void thoseOfAllTokensAreAddedUp() {
        Answered answered = read(plain("{\"content\":[" + tokens("-0.5", "-0.25", "0", "-1.25") + "]}"));

        assertThat(answered.completion().likelihood()).isEqualTo(new Likelihood(4, -2));
        assertThat(answered.flags()).isEmpty();
    }

    @Test
    void theChunksOfAStreamAreAddedUpAndThoseOfOtherChoicesAreNot() {
        Answered answered = read(Recorded.stream(chunk(0, "Par", "-0.5")
                + chunk(1, "Rom", "-7")
                + chunk(0, "is", "-1.5")
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n"
                + "data: [DONE]\n\n"));

        assertThat(answered.completion().likelihood()).isEqualTo(new Likelihood(2, -2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "{}", "[]", "7", "\"x\"", "{\"content\":null}", "{\"content\":[]}", "{\"content\":\"x\"}"
            })
    void nothingThatCouldBeAddedUpIsNoLikelihood(String logprobs) {
        Answered answered = read(plain(logprobs));

        assertThat(answered.completion().likelihood()).isNull();
        assertThat(answered.completion().text()).isEqualTo("Paris");
        assertThat(answered.flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"-0.5\"", "-1e999999999999", "{}"})
    void oneThatIsNoNumberSpoilsThemAll(String logprob) {
        Answered answered = read(plain("{\"content\":[" + tokens("-0.5", logprob) + "]}"));

        assertThat(answered.completion().likelihood()).isNull();
        assertThat(answered.flags()).containsExactly("logprobs_invalid");
    }

    private Answered read(Recorded recorded) {
        return (Answered) reader.read(recorded.answer());
    }

    private static Recorded plain(String logprobs) {
        return Recorded.plain(
                Recorded.PARIS.replace("\"finish_reason\"", "\"logprobs\":" + logprobs + ",\"finish_reason\""));
    }

    private static String tokens(String... logprobs) {
        StringBuilder all = new StringBuilder();
        for (String each : logprobs) {
            all.append(all.isEmpty() ? "" : ",")
                    .append("{\"token\":\"x\",\"logprob\":")
                    .append(each)
                    .append('}');
        }
        return all.toString();
    }

    private static String chunk(int index, String text, String logprob) {
        return "data: {\"choices\":[{\"index\":" + index + ",\"delta\":{\"content\":\"" + text
                + "\"},\"logprobs\":{\"content\":[" + tokens(logprob) + "]}}]}\n\n";
    }
}
