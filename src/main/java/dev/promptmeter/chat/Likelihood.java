package dev.promptmeter.chat;

/**
 * How likely a model held its own words: the log probabilities of the tokens of an answer, added up.
 *
 * @param tokens how many there are, 1 or more
 * @param logSum the sum of their natural logarithms, finite
 */
public record Likelihood(long tokens, double logSum) {

    /** Refuses what is no sum over tokens. */
    public Likelihood {
        if (tokens < 1 || !Double.isFinite(logSum)) {
            throw new IllegalArgumentException("no likelihood: " + logSum + " over " + tokens + " tokens");
        }
    }

    /** {@return e to the negative mean log probability of a token; infinite if a double cannot hold it} */
    public double perplexity() {
        return Math.exp(-logSum / tokens);
    }
}
