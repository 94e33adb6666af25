package dev.promptmeter.score;

import java.util.List;
import java.util.Optional;

/**
 * Where the score of a case lies while checks of it are unscored.
 *
 * @param low if every one of them gave 0
 * @param high if every one of them gave 1
 */
public record ScoreRange(double low, double high) {

    /** {@return the range that these outcomes leave open; empty where the score is known, or there is none} */
    public static Optional<ScoreRange> of(List<Outcome> outcomes) {
        WeightedScore score = WeightedScore.of(outcomes);
        return score.unscoredWeight() == 0 ? Optional.empty() : Optional.of(score.range());
    }

    /** {@return such as {@code 0.25 to 0.75}} */
    public String text() {
        return Figure.beside(low, high) + " to " + Figure.beside(high, low);
    }
}
