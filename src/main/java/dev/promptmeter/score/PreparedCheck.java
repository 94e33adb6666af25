package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A check that is ready to judge answers, in the direction its author wrote it. Immutable, safe for many threads.
 *
 * @param check as its author wrote it
 * @param judgement of the same check without {@code not-}
 * @param version of the scorer that made it, and of whoever it asks
 */
public record PreparedCheck(Check check, Judgement judgement, String version) {

    /** {@return what the check gives for that answer, {@code not-} applied; never throws because of what a model said} */
    public Outcome judge(Answer answer) {
        return turned(judgement.outcome(check, answer));
    }

    /** {@return what the check gives where a judge has been asked, {@code not-} applied} */
    Outcome judge(Subject subject, Rulings rulings) {
        if (judgement instanceof AskingJudgement model) {
            return turned(new Outcome(check, model.score(subject, rulings)));
        }
        return judgement instanceof GroupJudgement group && asksModel()
                ? turned(group.outcome(check, subject, rulings))
                : judge(subject.answer());
    }

    /** {@return whether a model has a say in it} */
    boolean asksModel() {
        return judgement instanceof GroupJudgement group
                ? group.parts().stream().anyMatch(each -> each.judgement() instanceof AskingJudgement)
                : judgement instanceof AskingJudgement;
    }

    /** {@return whether both were made from the same meaning and count alike; checks of equal meaning share their judgement} */
    boolean judgesLike(PreparedCheck other) {
        return judgement == other.judgement
                && check.weight() == other.check.weight()
                && Objects.equals(check.metric(), other.check.metric())
                && version.equals(other.version);
    }

    /** {@return this check, or those that a group is made of} */
    Stream<PreparedCheck> single() {
        return judgement instanceof GroupJudgement group ? group.parts().stream() : Stream.of(this);
    }

    private Outcome turned(Outcome straight) {
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
        return score instanceof Score.Unscored unscored
                ? new Score.Unscored(reason(unscored.reason()), unscored.kind())
                : new Score.Skipped(reason(score.reason()));
    }

    private static String reason(String text) {
        return Excerpt.limit(text, Excerpt.REASON);
    }
}
