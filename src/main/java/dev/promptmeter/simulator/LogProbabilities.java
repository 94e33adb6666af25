package dev.promptmeter.simulator;

import java.nio.charset.StandardCharsets;

/** Log probabilities of content, as the reference schema has them: −0.1, −0.2, −0.3, −1.4 in turn, which anybody can add up. */
final class LogProbabilities {

    /** What stands there when nobody asked for them, or nothing was said. */
    static final String NONE = "\"logprobs\":null";

    private static final String[] TURNS = {"-0.1", "-0.2", "-0.3", "-1.4"};

    private LogProbabilities() {}

    /**
     * {@return the member of a choice}
     *
     * @param first how many tokens of the content came before
     */
    static String of(String content, int first) {
        ByteText out = new ByteText(24 * content.length() + 96).add("\"logprobs\":{\"content\":[");
        int token = first;
        for (int at = 0; at < content.length(); token++) {
            int end = Tokens.end(content, at, 1);
            out.add(token == first ? "{\"token\":" : ",{\"token\":").json(content.substring(at, end));
            out.add(",\"logprob\":").add(TURNS[token % TURNS.length]).add(",\"bytes\":null,\"top_logprobs\":[]}");
            at = end;
        }
        return new String(out.add("],\"refusal\":null}").toBytes(), StandardCharsets.UTF_8);
    }
}
