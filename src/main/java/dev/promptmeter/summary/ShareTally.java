package dev.promptmeter.summary;

import dev.promptmeter.stats.ClusteredMean;
import java.util.function.IntUnaryOperator;

/** Counts of how many answers, or cases, something holds. */
final class ShareTally {

    private final ClusteredMean flags = new ClusteredMean();
    private long part;
    private long whole;

    /**
     * Counts one more.
     *
     * @param holds 1 if it does, else 0
     * @param unit that it belongs to
     */
    void add(int holds, int unit) {
        part += holds;
        whole++;
        if (unit != OpenUnits.NONE) {
            flags.add(holds, unit);
        }
    }

    void close(int unit) {
        flags.close(unit);
    }

    void merge(ShareTally other, IntUnaryOperator units) {
        part += other.part;
        whole += other.whole;
        flags.merge(other.flags, units);
    }

    long part() {
        return part;
    }

    long whole() {
        return whole;
    }

    Figure figure(String name) {
        Figure counted = Shares.of(name, part, whole);
        return flags.estimate()
                .map(estimate -> Sampled.share(counted, new Sampled(estimate, whole, null)))
                .orElse(counted);
    }
}
