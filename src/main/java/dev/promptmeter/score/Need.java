package dev.promptmeter.score;

/** Something in the suite that a type of check cannot do without. */
public enum Need {
    /** Answers come piece by piece. */
    STREAM("stream: true"),
    /** Answers come with the log probabilities of their tokens. */
    LOGPROBS("logprobs: true"),
    /** Requests offer tools. */
    TOOLS("tools in the request"),
    /** The suite says that patterns which can take for ever may be used. */
    JAVA_REGEX("allow: [java-regex] in the suite"),
    /** The suite names the model that judges. */
    JUDGE("`judge:` in the suite"),
    /** The suite names the model that turns texts into numbers. */
    EMBEDDINGS("`embeddings:` in the suite"),
    /** A row has no more answers than can be compared with each other. */
    FEW_ANSWERS("at most " + Contest.MOST + " answers to a row");

    private final String words;

    Need(String words) {
        this.words = words;
    }

    /** {@return what to write, such as {@code stream: true}} */
    public String words() {
        return words;
    }

    /** {@return whether it says what a request must ask for, which does not matter where a row brings its answer along} */
    public boolean ofRequests() {
        return this == STREAM || this == LOGPROBS || this == TOOLS;
    }
}
