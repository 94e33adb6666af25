package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

/**
 * A check that is ready to judge answers, in the direction its author wrote it. Immutable, safe for many threads.
 *
 * @param check as its author wrote it
 * @param judgement of the same check without {@code not-}
 * @param version of the scorer that made it
 */
public record PreparedCheck(Check check, Judgement judgement, String version) {

    /** {@return what the check gives for that answer, {@code not-} applied; never throws because of what a model said} */
    public Outcome judge(Answer answer) {
        Outcome straight = judgement.outcome(check, answer);
        Score score = check.negated() ? opposite(straight.score()) : limited(straight.score());
        return new Outcome(check, score, straight.parts());
    }

    // Here and nowhere else, so that every check is turned round alike.
    private static Score opposite(Score score) {
        if (score instanceof Score.Graded graded) {
            return new Score.Graded(1 - graded.value(), !graded.passed(), reason("not: " + graded.reason()));
        }
        return limited(score);
    }

    private static Score limited(Score score) {
        if (score.reason().length() <= Excerpt.REASON) {
            return score;
        }
        if (score instanceof Score.Graded graded) {
            return new Score.Graded(graded.value(), graded.passed(), reason(graded.reason()));
        }
        return score instanceof Score.Unscored
                ? new Score.Unscored(reason(score.reason()))
                : new Score.Skipped(reason(score.reason()));
    }

    private static String reason(String text) {
        return Excerpt.limit(text, Excerpt.REASON);
    }
}
