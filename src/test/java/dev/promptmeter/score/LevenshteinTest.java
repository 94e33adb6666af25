package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LevenshteinTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    A | The cat sat on the mat.      | The cat is on the mat.                       | 3  | 0.869565
                    B | Refunds are accepted within two weeks of delivery | Refunds are accepted within 30 days of delivery | 7 | 0.857143
                    C | the quick brown fox          | the quick brown fox                          | 0  | 1.000000
                    D | brown fox                    | the quick brown fox jumps over the lazy dog  | 34 | 0.209302
                    E | hello world                  | goodbye moon                                 | 11 | 0.083333
                    F | Die Größe beträgt 5 m.       | die Größe beträgt fünf Meter                 | 10 | 0.642857
                    G | the the the the the the the  | the cat is on the mat                        | 15 | 0.444444
                    H | ``                           | reference text                               | 14 | 0.000000
                    I | It is a guide to action which ensures that the military always obeys the commands of the party | It is a guide to action that ensures that the military will forever heed Party commands | 34 | 0.638298
                    J | kitten 😀                    | sitting                                      | 4  | 0.500000
                    """)
    void referenceValues(String row, String answer, String reference, int edits, double ratio) {
        Score byEdits = judge("levenshtein(" + edits + "): " + reference, answer);
        Score byRatio = judge("levenshtein-ratio: " + reference, answer);

        assertThat(Levenshtein.editsOfNames(answer, reference)).isEqualTo(edits);
        assertThat(((Score.Graded) byEdits).value()).isCloseTo(ratio, within(1e-6));
        assertThat(Cells.word(byEdits)).isEqualTo("pass");
        assertThat(((Score.Graded) byRatio).value()).isCloseTo(ratio, within(1e-6));
        assertThat(Cells.word(byRatio)).isEqualTo(ratio >= 0.8 ? "pass" : "fail");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theBandGivesWhatTheWholeTableGives(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int[] a = random.ints(random.nextInt(90), 0, 4).toArray();
            int[] b = random.ints(random.nextInt(90), 0, 4).toArray();

            assertThat(Levenshtein.edits(a, b)).hasValue(wholeTable(a, b));
        }
    }

    private static int wholeTable(int[] a, int[] b) {
        int[][] table = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                int replaced = i == 0 || j == 0 ? i + j : table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int inserted = j == 0 ? i : table[i][j - 1] + 1;
                int deleted = i == 0 ? j : table[i - 1][j] + 1;
                table[i][j] = Math.min(replaced, Math.min(inserted, deleted));
            }
        }
        return table[a.length][b.length];
    }

    @Test
    void tooMuchWorkIsNotDone() {
        int[] a = new Random(1).ints(40_000, 0, 60_000).toArray();
        int[] b = new Random(2).ints(40_000, 0, 60_000).toArray();

        assertThat(Levenshtein.edits(a, b)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void longTextsThatAreNearlyEqualAreNoWork() {
        int[] a = new Random(1).ints(1_000_000, 0, 60_000).toArray();
        int[] b = a.clone();
        b[0] = -1;
        b[999_999] = -1;

        assertThat(Levenshtein.edits(a, b)).hasValue(2);
    }

    @Test
    void bothTextsEmptyIsARatioOfOne() {
        Score score = Cells.judge(
                Cells.suite("levenshtein-ratio", "\"!\"", "{\"normalize\":[\"punct\"],\"allowEmpty\":true}"),
                Answers.saying(""));

        assertThat(score).isEqualTo(new Score.Graded(1, true, "ratio 1, at least 0.8 wanted"));
    }

    @Test
    void aLengthThatDiffersTooMuchFailsWithoutCounting() {
        assertThat(judge("levenshtein(2): kitten", "kitten and more"))
                .isEqualTo(Score.fail("at least 9 edits, at most 2 allowed: the lengths differ by that much"));
    }

    private static Score judge(String cell, String answer) {
        return Cells.judge(Cells.cell(cell), Answers.saying(answer));
    }
}
