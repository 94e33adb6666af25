package dev.promptmeter.summary;

import dev.promptmeter.stats.Interval;
import dev.promptmeter.stats.Proportion;

/** Makes figures of counts out of counts. */
final class Shares {

    private static final double CONFIDENCE = 0.95;

    private Shares() {}

    /** {@return the share with its Wilson interval; absent if there is nothing to take it of} */
    static Figure of(String name, long part, long whole) {
        if (whole == 0) {
            return Figure.absent(name, Unit.SHARE, 0, "NO_DATA");
        }
        Interval interval = new Proportion(part, whole).wilson(CONFIDENCE);
        return Figure.of(name, Unit.SHARE, (double) part / whole, whole)
                .within(interval.lower(), interval.upper(), "proportion.wilson");
    }
}
