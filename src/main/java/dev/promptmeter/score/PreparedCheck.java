package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

/**
 * A check that is ready to judge answers, in the direction its author wrote it. Immutable, safe for many threads.
 *
 * @param check as its author wrote it
 * @param judgement of the same check without {@code not-}
 */
public record PreparedCheck(Check check, Judgement judgement) {

    /** {@return what the check gives for that answer, {@code not-} applied; never throws because of what a model said} */
    public Outcome judge(Answer answer) {
        return outcome(judgement.score(answer));
    }

    /** {@return what the check gives where a judge has been asked, {@code not-} applied} */
    Outcome judge(Subject subject, Rulings rulings) {
        return judgement instanceof AskingJudgement model
                ? outcome(model.score(subject, rulings))
                : judge(subject.answer());
    }

    /** {@return whether a model has a say in it} */
    boolean asksModel() {
        return judgement instanceof AskingJudgement;
    }

    private Outcome outcome(Score score) {
        return new Outcome(check, check.negated() ? opposite(score) : limited(score));
    }

    // Here and nowhere else, so that every check is turned round alike.
    private static Score opposite(Score score) {
        if (score instanceof Score.Graded graded) {
            return new Score.Graded(1 - graded.value(), !graded.passed(), reason("not: " + graded.reason()));
        }
        return score;
    }

    private static Score limited(Score score) {
        if (score instanceof Score.Graded graded && graded.reason().length() > Excerpt.REASON) {
            return new Score.Graded(graded.value(), graded.passed(), reason(graded.reason()));
        }
        return score;
    }

    private static String reason(String text) {
        return Excerpt.limit(text, Excerpt.REASON);
    }
}
