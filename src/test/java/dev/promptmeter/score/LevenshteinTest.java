package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevenshteinTest {

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
