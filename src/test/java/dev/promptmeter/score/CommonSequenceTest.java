package dev.promptmeter.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonSequenceTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bitsGiveWhatTheWholeTableGives(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            int kinds = 1 + random.nextInt(6);
            int[] reference = random.ints(random.nextInt(200), 0, kinds).toArray();
            int[] answer = random.ints(random.nextInt(200), -1, kinds).toArray();

            assertThat(new CommonSequence(reference, kinds).longestIn(answer)).hasValue(wholeTable(reference, answer));
        }
    }

    private static long wholeTable(int[] a, int[] b) {
        int[][] table = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                table[i][j] =
                        a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : Math.max(table[i - 1][j], table[i][j - 1]);
            }
        }
        return table[a.length][b.length];
    }

    @Test
    void wordsThatTheReferenceLacksAreNoWork() {
        int[] reference = new Random(1).ints(10_000, 0, 10_000).toArray();
        int[] answer = new Random(2).ints(3_000_000, -1, 0).toArray();

        assertThat(new CommonSequence(reference, 10_000).longestIn(answer)).hasValue(0);
    }

    @Test
    void tooMuchWorkIsNotDone() {
        int[] same = new int[40_000];

        assertThat(new CommonSequence(same, 1).longestIn(same)).isEmpty();
    }
}
