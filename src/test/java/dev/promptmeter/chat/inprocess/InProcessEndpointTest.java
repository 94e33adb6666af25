package dev.promptmeter.chat.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.ChatRequest;
import dev.promptmeter.chat.Completion;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Message;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Stopwatch;
import dev.promptmeter.chat.WireRequest;
import dev.promptmeter.chat.openai.EmbeddingRequestWriter;
import dev.promptmeter.chat.openai.OpenAiAnswerReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InProcessEndpointTest {

    private final AtomicLong clock = new AtomicLong();

    private RecordedAnswer ask(String... texts) {
        return ask(new LetterModel(), texts);
    }

    private RecordedAnswer ask(EmbeddingModel model, String... texts) {
        List<Message> messages =
                Arrays.stream(texts).map(text -> Message.of("user", text)).toList();
        byte[] body =
                new EmbeddingRequestWriter().write(new ChatRequest("in-process:letters", messages, Map.of(), false));
        Stopwatch stopwatch = new Stopwatch(() -> clock.addAndGet(10), 0, 0);
        return new InProcessEndpoint(model).ask(new WireRequest("r-1", body, false), stopwatch);
    }

    private static Exchange read(RecordedAnswer recorded) {
        return OpenAiAnswerReader.ofEmbeddings().read(recorded);
    }

    private static JsonNode vectors(RecordedAnswer recorded) {
        Completion completion = ((Answered) read(recorded)).completion();
        return JsonMapper.shared().readTree(completion.text());
    }

    @Test
    void anAnswerIsReadLikeThatOfAnyEndpoint() {
        Answered answered = (Answered) read(ask("ab", "bc"));

        assertThat(answered.completion().text())
                .startsWith("[[1.0,1.0,0.0,0.0,")
                .contains("],[0.0,1.0,1.0,0.0,");
        assertThat(answered.completion().model()).isEqualTo("letters");
        assertThat(answered.timing().serviceNanos()).isPositive();
    }

    @Test
    void aTextHasTheSameVectorAloneAndAmongOthers() {
        JsonNode together = vectors(ask("one", "two", "three"));

        assertThat(together.get(0)).isEqualTo(vectors(ask("one")).get(0));
        assertThat(together.get(2)).isEqualTo(vectors(ask("three")).get(0));
    }

    @Test
    void theSameQuestionIsAnsweredWithTheSameBytes() {
        assertThat(ask("one", "two").body()).isEqualTo(ask("one", "two").body());
    }

    @Test
    void aTextThatTheModelCannotPlaceIsRefusedForGood() {
        Failed failed = (Failed) read(ask("one", "12"));

        assertThat(failed.kind()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(failed.message()).contains("a text without a letter has no embedding");
    }

    /** Places a text, or fails at it. */
    private static EmbeddingModel placing(UnaryOperator<float[]> place) {
        return new EmbeddingModel() {
            @Override
            public String name() {
                return "letters";
            }

            @Override
            public float[] embed(String text) {
                return place.apply(new float[] {1});
            }
        };
    }

    private static EmbeddingModel failing(Error error) {
        return placing(vector -> {
            throw error;
        });
    }

    @Test
    void aTextThatIsTooMuchForALibraryIsRefusedAndTheProgramGoesOn() {
        EmbeddingModel deep = failing(new StackOverflowError());
        EmbeddingModel large = failing(new OutOfMemoryError("Java heap space"));
        EmbeddingModel incomplete = failing(new NoClassDefFoundError("some/Missing"));
        EmbeddingModel silent = placing(vector -> null);

        assertThat(((Failed) read(ask(deep, "one"))).message()).contains("StackOverflowError");
        assertThat(((Failed) read(ask(large, "one"))).message()).contains("Java heap space");
        assertThat(((Failed) read(ask(incomplete, "one"))).message()).contains("some/Missing");
        assertThat(((Failed) read(ask(silent, "one"))).message()).contains("no vector");
    }

    @Test
    void aTextThatWouldTakeSecondsIsRefusedForGood() {
        Failed failed = (Failed) read(ask("a".repeat(32 * 1024 + 1)));

        assertThat(failed.kind()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(failed.message()).contains("a text of 32769 characters, at most 32768");
        assertThat(read(ask("a".repeat(32 * 1024)))).isInstanceOf(Answered.class);
    }
}
