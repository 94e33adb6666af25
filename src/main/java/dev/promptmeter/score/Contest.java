package dev.promptmeter.score;

import java.util.List;

/**
 * The answers to one row and repeat, one of which is judged beside the others.
 *
 * @param answers of all cases that were answered, in the order in which they are asked
 * @param place of the one that is judged, from 0
 * @param absent how many cases are neither answered nor known to remain without an answer
 */
public record Contest(List<Answer> answers, int place, int absent) {

    /** The most answers that are compared with each other. */
    public static final int MOST = 8;

    /** Copies the answers. */
    public Contest {
        answers = List.copyOf(answers);
    }

    /** {@return an answer beside which there should be others, and nobody knows them} */
    static Contest unknown(Answer answer) {
        return new Contest(List.of(answer), 0, 1);
    }
}
