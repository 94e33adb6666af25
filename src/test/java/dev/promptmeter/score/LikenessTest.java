package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.promptmeter.dataset.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What holds of figures of likeness whatever the texts are. */
class LikenessTest {

    private static final String[] WORDS = {
        "the",
        "a",
        "Order",
        "order",
        "ships",
        "shipping",
        "on",
        "Monday.",
        "5",
        "€",
        "größe",
        "GRÖSSE",
        "😀",
        "e\u0301",
        "..",
        ",",
        "an",
        "no"
    };

    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(
            strings = {"bleu", "gleu", "rouge-1", "rouge-2", "rouge-l", "rouge-n", "chrf", "token-f1", "exact-match"})
    void aTextIsFullyLikeItself(String type) {
        for (int round = 0; round < 200; round++) {
            String text = text(1 + random.nextInt(12)) + " order";

            assertThat(value(type, List.of(text), text)).as(text).isEqualTo(1);
        }
    }

    @Test
    void meteorOfATextWithItselfLosesOnlyThePenaltyOfASingleChunk() {
        for (int words = 1; words <= 20; words++) {
            String text = IntStream.range(0, words).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

            assertThat(value("meteor", List.of(text), text)).isCloseTo(1 - 0.5 / Math.pow(words, 3), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gleu", "rouge-1", "rouge-2", "rouge-l", "token-f1", "exact-match", "levenshtein-ratio"})
    void eitherTextMayBeTheReference(String type) {
        for (int round = 0; round < 300; round++) {
            String one = text(1 + random.nextInt(12));
            String other = text(1 + random.nextInt(12));

            assertThat(value(type, List.of(one), other))
                    .as(one + "|" + other)
                    .isEqualTo(value(type, List.of(other), one));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bleu",
                "gleu",
                "rouge-1",
                "rouge-2",
                "rouge-l",
                "chrf",
                "token-f1",
                "exact-match",
                "meteor",
                "levenshtein-ratio"
            })
    void theOrderOfReferencesDoesNotMatterAndTheBestCounts(String type) {
        for (int round = 0; round < 200; round++) {
            List<String> references = new ArrayList<>(List.of(text(1 + random.nextInt(9)), text(5), text(7)));
            String answer = text(random.nextInt(9));
            double value = value(type, references, answer);
            double best = references.stream()
                    .mapToDouble(reference -> value(type, List.of(reference), answer))
                    .max()
                    .orElseThrow();
            Collections.shuffle(references, random);

            assertThat(value(type, references, answer)).isEqualTo(value);
            assertThat(value).isBetween(type.equals("bleu") ? 0 : best, type.equals("bleu") ? 1 : best);
        }
    }

    @Test
    void ofTwoReferencesEquallyNearInLengthBleuTakesTheShorter() {
        assertThat(value("bleu", List.of("a b", "a b c d"), "a b c")).isEqualTo(1);
        assertThat(value("bleu", List.of("a b c d"), "a b c")).isCloseTo(Math.exp(-1.0 / 3), within(1e-12));
    }

    @Test
    void bleuClipsByTheOneReferenceThatHasAWordMostOften() {
        double one = value("bleu", List.of("a a"), "a a a a");
        double two = value("bleu", List.of("a a", "a"), "a a a a");

        assertThat(two).isEqualTo(one).isPositive();
    }

    @Test
    void aReferenceThatIsTooLongToKeepIsRefusedAtLoad() {
        String reference = "x".repeat(100_001);

        assertThatThrownBy(() -> Scorers.builtIn().prepare(Check.of("chrf", reference)))
                .isInstanceOf(CheckException.class)
                .hasMessageContaining("a reference of at most 100,000 characters, not 100,001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bleu", "gleu", "rouge-1", "rouge-2", "rouge-l", "chrf", "token-f1", "exact-match", "meteor"})
    void theLongestReferenceAndAHugeAnswerEndInTime(String type) {
        PreparedCheck words = prepare(type, List.of(numbered(17_000)));
        PreparedCheck oneWord = prepare(type, List.of("a ".repeat(50_000)));

        for (PreparedCheck check : List.of(words, oneWord)) {
            for (String answer : List.of(numbered(200_000), "a ".repeat(500_000))) {
                long start = System.nanoTime();
                Score score = check.judge(Answers.saying(answer)).score();

                assertThat(Cells.word(score)).isIn("pass", "fail", "unscored");
                assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
            }
        }
    }

    @Test
    void aSequenceThatTakesTooMuchWorkIsNotLookedFor() {
        String reference = "a ".repeat(50_000);

        assertThat(Cells.judge(Check.of("rouge-l", reference), Answers.saying("a ".repeat(500_000))))
                .isEqualTo(new Score.Unscored("the answer is too long for rouge-l: 1000000 characters"));
    }

    @Test
    void aPassIsAPassEvenIfAnotherReferenceTakesTooMuchWork() {
        String answer = "b ".repeat(10_000);
        List<String> references = List.of("b ".repeat(50_000), answer);

        assertThat(Cells.word(prepare("rouge-l", references)
                        .judge(Answers.saying(answer))
                        .score()))
                .isEqualTo("pass");
        assertThat(Cells.word(prepare("rouge-l", List.of(references.get(0)))
                        .judge(Answers.saying(answer))
                        .score()))
                .isEqualTo("unscored");
    }

    private String text(int words) {
        return random.ints(words, 0, WORDS.length).mapToObj(i -> WORDS[i]).collect(Collectors.joining(" "));
    }

    private static String numbered(int words) {
        return IntStream.range(0, words).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    private static PreparedCheck prepare(String type, List<String> references) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        references.forEach(list::add);
        return Scorers.builtIn().prepare(Check.of(type, null).withValue(list));
    }

    private static double value(String type, List<String> references, String answer) {
        Score score = prepare(type, references).judge(Answers.saying(answer)).score();
        return ((Score.Graded) score).value();
    }
}
