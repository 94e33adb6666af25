package dev.promptmeter.score;

import dev.promptmeter.dataset.Check;

/** One check made ready: arguments checked, patterns and schemas compiled. Immutable, safe for many threads. */
@FunctionalInterface
public interface Judgement {

    /** {@return the score of that answer; never throws because of what a model said} */
    Score score(Answer answer);

    /** {@return what that check, which judges so, gives for the answer; a group gives the outcomes of its parts as well} */
    default Outcome outcome(Check check, Answer answer) {
        return new Outcome(check, score(answer));
    }
}
