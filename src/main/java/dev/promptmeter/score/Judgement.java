package dev.promptmeter.score;

/** One check made ready: arguments checked, patterns and schemas compiled. Immutable, safe for many threads. */
@FunctionalInterface
public interface Judgement {

    /** {@return the score of that answer; never throws because of what a model said} */
    Score score(Answer answer);
}
