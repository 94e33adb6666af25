package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges by several checks at once.
 *
 * @param parts in the order in which they were written
 * @param threshold what their weighted score must reach; null if all that weigh must pass
 */
record GroupJudgement(List<PreparedCheck> parts, @Nullable Double threshold) implements Judgement {

    @Override
    public Score score(Answer answer) {
        return score(outcomes(answer));
    }

    @Override
    public Outcome outcome(Check check, Answer answer) {
        List<Outcome> outcomes = outcomes(answer);
        return new Outcome(check, score(outcomes), outcomes);
    }

    /** {@return what the group gives where a judge has been asked} */
    Outcome outcome(Check check, Subject subject, Rulings rulings) {
        List<Outcome> outcomes =
                parts.stream().map(part -> part.judge(subject, rulings)).toList();
        return new Outcome(check, score(outcomes), outcomes);
    }

    private List<Outcome> outcomes(Answer answer) {
        List<Outcome> outcomes = new ArrayList<>(parts.size());
        for (PreparedCheck part : parts) {
            outcomes.add(part.judge(answer));
        }
        return outcomes;
    }

    private Score score(List<Outcome> outcomes) {
        WeightedScore score = WeightedScore.of(outcomes);
        if (score.empty()) {
            return new Score.Skipped("none of the checks in the group applies");
        }
        CaseVerdict verdict = score.verdict(threshold);
        if (verdict == CaseVerdict.ERROR) {
            return new Score.Unscored(score.reason(verdict, threshold, outcomes), WeightedScore.kind(outcomes));
        }
        boolean passed = verdict == CaseVerdict.PASS;
        return new Score.Graded(
                score.least(), passed, passed ? passing(outcomes) : score.reason(verdict, threshold, outcomes));
    }

    private static String passing(List<Outcome> outcomes) {
        long holding = outcomes.stream().filter(Outcome::passed).count();
        return holding + " of " + outcomes.size() + " checks in the group pass";
    }
}
