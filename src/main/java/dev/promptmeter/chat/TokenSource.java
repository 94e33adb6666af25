package dev.promptmeter.chat;

/** Who counted the tokens of an answer, best first. */
public enum TokenSource {
    /** The endpoint, at the end. */
    USAGE("usage"),
    /** The endpoint, in every event with output. */
    USAGE_RUNNING("usage-running"),
    /** We did, by the log probabilities or the numbers of the tokens. */
    LOGPROBS("logprobs"),
    /** An estimate: events with output, which may bring several tokens each. */
    CHUNKS("chunks"),
    /** Nobody. */
    NONE("none");

    private final String word;

    TokenSource(String word) {
        this.word = word;
    }

    /** {@return the word in every output} */
    public String word() {
        return word;
    }
}
