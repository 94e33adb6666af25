package dev.promptmeter.run;

import org.jspecify.annotations.Nullable;

/**
 * What this process and its machine did in a stretch of time, usually a second.
 *
 * @param from nanoseconds since the run's origin
 * @param to likewise, not before {@code from}
 * @param cpuNanos processor time of this process; null if the platform does not tell
 * @param gcNanos time in pauses for collecting memory; null likewise
 * @param load share of the machine's processors that were busy, 0 to 1; null likewise
 */
public record MachineSample(
        long from,
        long to,
        @Nullable Long cpuNanos,
        @Nullable Long gcNanos,
        @Nullable Double load) {

    /** Refuses a stretch that ends before it begins. */
    public MachineSample {
        if (to < from) {
            throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
        }
    }

    /** {@return how much of it lies between those instants, nanoseconds} */
    public long within(long first, long last) {
        return Math.max(0, Math.min(to, last) - Math.max(from, first));
    }

    /** {@return both together; what one of them does not know, the whole does not} */
    public MachineSample plus(MachineSample next) {
        Long cpu = cpuNanos == null || next.cpuNanos == null ? null : Long.valueOf(cpuNanos + next.cpuNanos);
        Long gc = gcNanos == null || next.gcNanos == null ? null : Long.valueOf(gcNanos + next.gcNanos);
        long mine = to - from;
        long theirs = next.to - next.from;
        Double mean = load == null || next.load == null || mine + theirs == 0
                ? null
                : Double.valueOf((load * mine + next.load * theirs) / (mine + theirs));
        return new MachineSample(from, next.to, cpu, gc, mean);
    }
}
