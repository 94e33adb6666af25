package dev.promptmeter.embeddings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllMiniLmTest {

    private static final AllMiniLm MODEL = new AllMiniLm();
    private static final String PARCEL = "The parcel came late and the box was broken. ";

    private static double cosine(String one, String other) {
        float[] a = MODEL.embed(one);
        float[] b = MODEL.embed(other);
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (double) a[i] * b[i])
                .sum();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Refunds take 30 days. | You get your money back within a month. | Penguins live in Antarctica.",
                "How do I reset my password? | I forgot my login and need a new password. | The soup needs more salt.",
                "The meeting was moved to Friday. | We will meet on Friday instead. | Iron rusts in damp air.",
            })
    void aParaphraseIsNearerThanASentenceAboutSomethingElse(String text, String paraphrase, String unrelated) {
        assertThat(cosine(text, paraphrase)).isGreaterThan(0.4).isGreaterThan(cosine(text, unrelated) + 0.3);
    }

    @Test
    void theVectorIsTheOneOfTheWeightsByName() {
        float[] vector = MODEL.embed("Refunds take 30 days.");

        assertThat(vector).hasSize(384);
        assertThat(vector[0]).isCloseTo(-0.0538f, within(0.002f));
        assertThat(cosine("Refunds take 30 days.", "Refunds take 30 days.")).isCloseTo(1, within(1e-5));
    }

    @Test
    void theSameTextHasTheSameVectorWhateverCameBeforeAndHoweverManyAsk() throws Exception {
        List<String> texts = List.of("Refunds take 30 days.", PARCEL, PARCEL.repeat(40), "Ünïcode 漢字 😀");
        List<float[]> alone = texts.stream().map(MODEL::embed).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);

        Callable<List<float[]>> all = () -> texts.stream().map(MODEL::embed).toList();
        try {
            for (Future<List<float[]>> each : threads.invokeAll(Collections.nCopies(8, all))) {
                List<float[]> together = each.get();
                for (int i = 0; i < texts.size(); i++) {
                    assertThat(together.get(i)).containsExactly(alone.get(i));
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100, 700})
    void theEndOfALongTextCounts(int sentences) {
        String begin = PARCEL.repeat(sentences);

        double different =
                cosine(begin + "I want a refund. ".repeat(20), begin + "Penguins live far south. ".repeat(20));

        assertThat(different).isLessThan(0.9999);
    }

    /** The parts meet between "one" and "two": 126 tokens and 14. */
    @Test
    void aLongTextIsTheMeanOfItsPiecesWeightedByTheirTokens() {
        float[] first = MODEL.embed("one ".repeat(126));
        float[] second = MODEL.embed("two ".repeat(14));

        float[] whole = MODEL.embed("one ".repeat(126) + "two ".repeat(14));

        double[] mean = IntStream.range(0, 384)
                .mapToDouble(i -> 126.0 * first[i] + 14.0 * second[i])
                .toArray();
        double length = Math.sqrt(
                IntStream.range(0, 384).mapToDouble(i -> mean[i] * mean[i]).sum());
        for (int i = 0; i < 384; i++) {
            assertThat((double) whole[i]).isCloseTo(mean[i] / length, within(1e-6));
        }
    }

    @Test
    void emojiNeitherMoveWhereATextIsCutNorCount() {
        String text = "one ".repeat(126) + "two ".repeat(14);

        float[] vector = MODEL.embed("\ud83d\ude00 ".repeat(50) + text);

        assertThat(vector).containsExactly(MODEL.embed(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\ud83d\ude00", "\u200b", "\u0001\n\u0002"})
    void aTextWithoutAWordHasNone(String text) {
        assertThatThrownBy(() -> MODEL.embed(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a text without a word has no embedding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"漢", "😀", "x9Zq ", "\ud83d", "\u0000", "\u200b ", ". ", "{\"a\":[", "a\u0301 "})
    void noTextOfThirtyThousandCharactersIsTooHard(String part) {
        String text = part.repeat(30_000 / part.length()) + "word";

        float[] vector = MODEL.embed(text);

        assertThat(vector).hasSize(384).satisfies(numbers -> {
            double squares = IntStream.range(0, 384)
                    .mapToDouble(i -> numbers[i] * (double) numbers[i])
                    .sum();
            assertThat(squares).isCloseTo(1, within(1e-4));
        });
    }

    /** The tokenizer's library has an address of its makers that it reports to, and one that it fetches code from. */
    @Test
    void nobodyIsToldAndNothingIsFetched() {
        assertThat(MODEL.embed("ready")).isNotEmpty();

        assertThat(ai.djl.util.Utils.isOfflineMode()).isTrue();
        assertThat(Boolean.parseBoolean(ai.djl.util.Utils.getEnvOrSystemProperty("OPT_OUT_TRACKING")))
                .isTrue();
    }
}
