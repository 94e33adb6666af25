package dev.promptmeter.summary;

/** What the headline times of a run count from; the times of the other kind stand beside them. */
public enum Headline {
    /** The start of the answered attempt: each slot waits for its answer anyway. */
    SERVICE("service", "from start"),
    /** The planned start: a stall must not hide itself by holding up what follows. */
    RESPONSE("response", "from plan");

    private final String word;
    private final String text;

    Headline(String word, String text) {
        this.word = word;
        this.text = text;
    }

    /** {@return the metric that the headline latency is} */
    public String word() {
        return word;
    }

    /** {@return the same for people, such as {@code from start}} */
    public String text() {
        return text;
    }
}
