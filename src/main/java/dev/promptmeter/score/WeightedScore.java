package dev.promptmeter.score;

import dev.promptmeter.chat.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sums behind the score of a case or of a group, over the checks that weigh something and were not skipped.
 *
 * @param weight of what was judged
 * @param weighted sum of weight times score
 * @param unscoredWeight of what should have been judged and was not, also inside a group that is decided all the same
 * @param anyFailed whether one of them failed
 * @param anyUnscored whether one of them could not be decided
 */
record WeightedScore(double weight, double weighted, double unscoredWeight, boolean anyFailed, boolean anyUnscored) {

    private static final WeightedScore NONE = new WeightedScore(0, 0, 0, false, false);

    static WeightedScore of(List<Outcome> outcomes) {
        WeightedScore sum = NONE;
        for (Outcome outcome : outcomes) {
            sum = outcome.check().weight() > 0 ? sum.plus(outcome) : sum;
        }
        return sum;
    }

    private WeightedScore plus(Outcome outcome) {
        double share = outcome.check().weight();
        if (outcome.score() instanceof Score.Graded graded) {
            double unknown = outcome.parts().isEmpty() ? 0 : of(outcome.parts()).unknownShare();
            return new WeightedScore(
                    weight + share * (1 - unknown),
                    weighted + share * graded.value(),
                    unscoredWeight + share * unknown,
                    anyFailed || !graded.passed(),
                    anyUnscored);
        }
        return outcome.score() instanceof Score.Unscored
                ? new WeightedScore(weight, weighted, unscoredWeight + share, anyFailed, true)
                : this;
    }

    private double unknownShare() {
        return unscoredWeight == 0 ? 0 : unscoredWeight / (weight + unscoredWeight);
    }

    /** {@return whether nothing that weighs applied} */
    boolean empty() {
        return weight + unscoredWeight == 0;
    }

    /** {@return the weighted mean; null if nothing that weighs was judged, or something that weighs could not be} */
    @Nullable
    Double value() {
        return weight == 0 || unscoredWeight > 0 ? null : (Double) Math.min(1, weighted / weight);
    }

    /** {@return the score if all that could not be judged had failed; 0 to 1, of what is not empty} */
    double least() {
        return Math.min(1, weighted / (weight + unscoredWeight));
    }

    private double most() {
        return (weighted + unscoredWeight) / (weight + unscoredWeight);
    }

    /** {@return pass, fail, or error where what could not be judged decides} */
    CaseVerdict verdict(@Nullable Double threshold) {
        if (threshold == null || empty()) {
            return anyFailed ? CaseVerdict.FAIL : anyUnscored ? CaseVerdict.ERROR : CaseVerdict.PASS;
        }
        return least() >= threshold ? CaseVerdict.PASS : most() < threshold ? CaseVerdict.FAIL : CaseVerdict.ERROR;
    }

    /** {@return why that verdict is no pass: the first check that stands in the way, and the threshold that was missed} */
    String reason(CaseVerdict verdict, @Nullable Double threshold, List<Outcome> outcomes) {
        String first = outcomes.stream()
                .filter(outcome -> outcome.check().weight() > 0)
                .filter(outcome ->
                        verdict == CaseVerdict.FAIL ? outcome.failed() : outcome.score() instanceof Score.Unscored)
                .map(outcome -> outcome.check().name() + ": " + outcome.score().reason())
                .findFirst()
                .orElse("");
        if (threshold == null || value() == null) {
            return Excerpt.limit(first, Excerpt.REASON);
        }
        String figures = "score " + Figure.beside(value(), threshold) + " is below " + Figure.plain(threshold) + ": ";
        return Excerpt.limit(figures + first, Excerpt.REASON);
    }

    /** {@return why those outcomes are undecided: because of a judge, or of something else} */
    static FailureKind kind(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.check().weight() > 0)
                .map(Outcome::score)
                .filter(Score.Unscored.class::isInstance)
                .map(score -> ((Score.Unscored) score).kind())
                .findFirst()
                .orElse(FailureKind.UNSCORED);
    }

    /** {@return what the score would be if everything unscored gave 0, and if it gave 1; only where something weighs} */
    ScoreRange range() {
        return new ScoreRange(least(), Math.min(1, most()));
    }
}
