package dev.promptmeter.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sums behind the score of a case, over the checks that weigh something and were not skipped.
 *
 * @param weight of what was judged
 * @param weighted sum of weight times score
 * @param unscoredWeight of what should have been judged and was not
 * @param anyFailed whether one of them failed
 */
record WeightedScore(double weight, double weighted, double unscoredWeight, boolean anyFailed) {

    static WeightedScore of(List<Outcome> outcomes) {
        double weight = 0;
        double weighted = 0;
        double unscoredWeight = 0;
        boolean anyFailed = false;
        for (Outcome outcome : outcomes) {
            double share = outcome.check().weight();
            if (outcome.score() instanceof Score.Graded graded) {
                weight += share;
                weighted += share * graded.value();
                anyFailed |= share > 0 && !graded.passed();
            } else if (outcome.score() instanceof Score.Unscored) {
                unscoredWeight += share;
            }
        }
        return new WeightedScore(weight, weighted, unscoredWeight, anyFailed);
    }

    /** {@return the weighted mean; null if nothing that weighs was judged, or something that weighs could not be} */
    @Nullable
    Double value() {
        return weight == 0 || unscoredWeight > 0 ? null : (Double) Math.min(1, weighted / weight);
    }

    /** {@return pass, fail, or error where what could not be judged decides} */
    CaseVerdict verdict(@Nullable Double threshold) {
        if (threshold == null || weight + unscoredWeight == 0) {
            return anyFailed ? CaseVerdict.FAIL : unscoredWeight > 0 ? CaseVerdict.ERROR : CaseVerdict.PASS;
        }
        ScoreRange range = range();
        if (range.low() >= threshold) {
            return CaseVerdict.PASS;
        }
        return range.high() < threshold ? CaseVerdict.FAIL : CaseVerdict.ERROR;
    }

    /** {@return what the score would be if everything unscored gave 0, and if it gave 1; only where something weighs} */
    ScoreRange range() {
        double all = weight + unscoredWeight;
        return new ScoreRange(Math.min(1, weighted / all), Math.min(1, (weighted + unscoredWeight) / all));
    }
}
