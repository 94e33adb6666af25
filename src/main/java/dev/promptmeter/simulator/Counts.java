package dev.promptmeter.simulator;

/** Tokens of one answer as they really are; {@code completion} counts all choices and includes {@code reasoning}. */
record Counts(int prompt, int completion, int cached, int reasoning) {

    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts withCompletion(int other) {
        return new Counts(prompt, other, cached, Math.min(reasoning, other));
    }
}
