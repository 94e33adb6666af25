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
 * @param probe whether it is shown answers that are made to steer it
 */
public record Judge(
        Model model, int repeat, When when, @Nullable Long maxPico, int concurrency, Probe probe) {

    private static final long MANY = 50;

    /** Whether a judge is shown answers that are made to steer it. */
    public enum Probe {
        /** It is, if it judged anything. */
        ON,
        /** It is not. */
        OFF,
        /** It is, if it judged many answers: then some calls more hardly count. */
        USUAL
    }

    /** A judge that is shown such answers if it judges many others. */
    public Judge(Model model, int repeat, When when, @Nullable Long maxPico, int concurrency) {
        this(model, repeat, when, maxPico, concurrency, Probe.USUAL);
    }

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

    /** {@return whether it is shown such answers after so many others} */
    boolean probed(long judged) {
        return probe == Probe.ON ? judged > 0 : probe == Probe.USUAL && judged >= MANY;
    }

    /** {@return the same judge, not shown any} */
    Judge unprobed() {
        return new Judge(model, repeat, when, maxPico, concurrency, Probe.OFF);
    }
}
