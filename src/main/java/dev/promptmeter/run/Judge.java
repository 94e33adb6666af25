package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/**
 * Who judges answers for the checks that a model decides.
 *
 * @param model whom to ask, with the parameters of a judge
 * @param repeat how often each question is asked, odd, 1 to 9
 * @param when whether a question is asked that decides nothing
 * @param maxPico what all calls may cost together, picodollars; null for no limit
 * @param concurrency calls in flight, 1 to 256
 */
public record Judge(
        Model model, int repeat, When when, @Nullable Long maxPico, int concurrency) {

    /** Whether a question is asked that decides nothing. */
    public enum When {
        /** Every question is asked. */
        ALWAYS,
        /** None, where the verdict is certain without it. */
        UNDECIDED
    }

    /** Refuses counts out of range. */
    public Judge {
        if (repeat < 1 || repeat > 9 || repeat % 2 == 0) {
            throw new IllegalArgumentException("a judge is asked an odd number of times, up to 9: " + repeat);
        }
        if (concurrency < 1 || concurrency > 256) {
            throw new IllegalArgumentException("concurrency of a judge lies between 1 and 256: " + concurrency);
        }
    }
}
