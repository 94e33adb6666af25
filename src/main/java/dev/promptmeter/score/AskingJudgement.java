package dev.promptmeter.score;

import java.util.List;

/** A check that a model has a say in: it says what to ask, and what the replies mean. Who asks is not its business. */
interface AskingJudgement extends Judgement {

    /** {@return what it gives where nobody is asked} */
    @Override
    default Score score(Answer answer) {
        return score(Subject.of(answer), Rulings.NONE);
    }

    /** {@return who is asked} */
    Question.Asker asker();

    /** {@return what to ask about that answer; empty if nobody needs to be asked} */
    List<Question> questions(Subject subject);

    /** {@return the score of that answer, by what became of its question} */
    Score score(Subject subject, Rulings rulings);

    /** {@return whether several replies to its question say different things} */
    default boolean disagreed(Subject subject, Rulings rulings) {
        return false;
    }

    /** {@return how far the order of answers that it compares decides; each two of them count for one of both only} */
    default OrderEffect orderEffect(Subject subject, Rulings rulings) {
        return OrderEffect.NONE;
    }
}
