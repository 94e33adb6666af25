package dev.promptmeter.run;

import dev.promptmeter.stats.Overshoots;
import java.util.List;

/**
 * What was seen of this process and its machine since the note before; many of them tell of a whole run.
 *
 * @param processors that the process may use
 * @param parkNanos how long the watching thread slept at a time
 * @param samples one after the other, in the order of time
 * @param overshoots how much longer than asked it slept
 * @param stallCount how often that was so much that the process must have stood still
 * @param stallNanos how long in all
 * @param stalls each of them, but for those that would not be among the longest of the run
 * @param kept how long after the end of their attempts answers were on the disk
 */
public record MachineNote(
        int processors,
        long parkNanos,
        List<MachineSample> samples,
        Overshoots overshoots,
        long stallCount,
        long stallNanos,
        List<Stall> stalls,
        Overshoots kept) {

    /** Copies the lists. */
    public MachineNote {
        samples = List.copyOf(samples);
        stalls = List.copyOf(stalls);
    }

    /** What the process alone can tell. */
    public MachineNote(
            int processors,
            long parkNanos,
            List<MachineSample> samples,
            Overshoots overshoots,
            long stallCount,
            long stallNanos,
            List<Stall> stalls) {
        this(processors, parkNanos, samples, overshoots, stallCount, stallNanos, stalls, new Overshoots());
    }

    /** {@return the same, of more answers on the disk} */
    public MachineNote keeping(Overshoots more) {
        Overshoots all = new Overshoots();
        all.merge(kept);
        all.merge(more);
        return new MachineNote(processors, parkNanos, samples, overshoots, stallCount, stallNanos, stalls, all);
    }

    /** {@return when its last sample was over, nanoseconds since the run's origin; 0 without any} */
    public long to() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).to();
    }
}
