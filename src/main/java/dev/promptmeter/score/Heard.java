package dev.promptmeter.score;

import tools.jackson.databind.JsonNode;

/** What a judge's reply amounts to: a reply that keeps to the protocol, or one that nothing is taken from. */
public sealed interface Heard {

    /**
     * A reply that keeps to the protocol.
     *
     * @param reason in the judge's own words, as received
     * @param value what the judge decided, of the kind that was asked for
     */
    record Reply(String reason, JsonNode value) implements Heard {}

    /**
     * A reply that does not; it is never searched for a verdict.
     *
     * @param why one line
     */
    record OffProtocol(String why) implements Heard {}
}
