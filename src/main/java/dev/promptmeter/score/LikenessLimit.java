package dev.promptmeter.score;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A check that passes where the best likeness is at least the threshold.
 *
 * @param text what is judged
 * @param figure its name in a reason
 * @param threshold 0 to 1
 * @param candidates one for each reference, or one for all of them
 */
record LikenessLimit(JudgedText text, String figure, double threshold, List<Likeness> candidates) implements Judgement {

    LikenessLimit {
        candidates = List.copyOf(candidates);
    }

    @Override
    public Score score(Answer answer) {
        String actual = text.of(answer);
        double best = 0;
        boolean known = true;
        for (Likeness candidate : candidates) {
            OptionalDouble likeness = candidate.of(actual);
            known &= likeness.isPresent();
            best = Math.max(best, likeness.orElse(0));
        }
        // Rounding may carry a product of shares above 1 by its last bit.
        double value = Math.min(1, best);
        return known || value >= threshold ? graded(value) : tooLong(actual);
    }

    private Score graded(double value) {
        String reason =
                figure + " " + Figure.beside(value, threshold) + ", at least " + Figure.plain(threshold) + " wanted";
        return new Score.Graded(value, value >= threshold, reason);
    }

    private Score tooLong(String actual) {
        return new Score.Unscored("the answer is too long for " + figure + ": " + actual.length() + " characters");
    }
}
