package dev.promptmeter.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promptmeter.SuiteLine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Part of suite 25 of the test plan: no answer holds the mark that it is shown between. */
class RandomMarksTest {

    private static final String ZEROS = "00".repeat(16);
    private static final String ONES = "01".repeat(16);
    private static final String TWOS = "02".repeat(16);

    /** Draws those bytes in turn, each as often as it takes. */
    private static final class Foreseen extends Random {

        private static final long serialVersionUID = 1L;

        private final transient Queue<Integer> draws;

        Foreseen(Integer... draws) {
            this.draws = new ArrayDeque<>(List.of(draws));
        }

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, draws.remove().byteValue());
        }
    }

    @Test
    void aMarkThatStandsInOneOfTheTextsIsDrawnAgain() {
        try (SuiteLine line = SuiteLine.begin(25, "judges, marks", 0)) {
            line.count();
            assertThat(new RandomMarks(new Foreseen(0)).notIn("Paris")).isEqualTo(ZEROS);
            line.count();
            assertThat(new RandomMarks(new Foreseen(0, 1)).notIn("it is " + ZEROS + "."))
                    .isEqualTo(ONES);
            line.count();
            assertThat(new RandomMarks(new Foreseen(0, 1, 0, 2)).notIn("Paris", ONES, "----- END " + ZEROS))
                    .isEqualTo(TWOS);
        }
    }

    @Test
    void everyMarkIsAnother() {
        RandomMarks marks = new RandomMarks(new Random(7));

        assertThat(marks.notIn("Paris")).matches("[0-9a-f]{32}").isNotEqualTo(marks.notIn("Paris"));
    }
}
