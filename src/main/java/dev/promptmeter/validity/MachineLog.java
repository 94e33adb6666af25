package dev.promptmeter.validity;

import dev.promptmeter.run.LongestStalls;
import dev.promptmeter.run.MachineNote;
import dev.promptmeter.run.MachineSample;
import dev.promptmeter.run.Stall;
import dev.promptmeter.stats.Overshoots;
import java.util.ArrayList;
import java.util.List;

/** All that a journal's notes tell of the process and its machine, in memory that does not grow with the length of the run. Not thread-safe. */
public final class MachineLog {

    private static final int MOST_SAMPLES = 4096;

    private final LongestStalls stalls = new LongestStalls();
    private final Overshoots overshoots = new Overshoots();
    private final Overshoots kept = new Overshoots();
    private List<MachineSample> samples = new ArrayList<>();
    private int processors;
    private long parkNanos;

    /** Starts empty. */
    public MachineLog() {}

    /** Adds a note that is later than all before; its instants count from the run's first origin. */
    public void add(MachineNote note) {
        processors = note.processors();
        parkNanos = note.parkNanos();
        overshoots.merge(note.overshoots());
        kept.merge(note.kept());
        stalls.count(note.stallCount(), note.stallNanos());
        note.stalls().forEach(stalls::keep);
        samples.addAll(note.samples());
        while (samples.size() > MOST_SAMPLES) {
            samples = halved();
        }
    }

    private List<MachineSample> halved() {
        List<MachineSample> fewer = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += 2) {
            boolean joined = i + 1 < samples.size()
                    && samples.get(i).to() == samples.get(i + 1).from();
            if (joined) {
                fewer.add(samples.get(i).plus(samples.get(i + 1)));
            } else {
                // Between two starts of a program nobody watched.
                fewer.addAll(samples.subList(i, Math.min(i + 2, samples.size())));
            }
        }
        return fewer;
    }

    /**
     * {@return all of it as one note}
     *
     * @param shift nanoseconds between the run's first origin and the one that the note's instants are to count from
     */
    public MachineNote note(long shift) {
        List<MachineSample> moved = samples.stream()
                .map(each -> new MachineSample(
                        each.from() - shift, each.to() - shift, each.cpuNanos(), each.gcNanos(), each.load()))
                .toList();
        List<Stall> longest = stalls.kept().stream()
                .map(each -> new Stall(each.start() - shift, each.nanos(), each.cause()))
                .toList();
        return new MachineNote(processors, parkNanos, moved, overshoots, stalls.count(), stalls.nanos(), longest, kept);
    }

    /** {@return whether anybody watched} */
    public boolean watched() {
        return overshoots.count() > 0;
    }

    /** {@return how many processors the process could use} */
    public int processors() {
        return processors;
    }

    /** {@return how long the watching thread slept at a time, nanoseconds} */
    public long parkNanos() {
        return parkNanos;
    }

    /** {@return how much longer than asked it slept} */
    public Overshoots overshoots() {
        return overshoots;
    }

    /** {@return how long after the end of their attempts answers were on the disk; empty in journals that do not tell} */
    public Overshoots kept() {
        return kept;
    }

    /** {@return what was sampled, in the order of time} */
    public List<MachineSample> samples() {
        return List.copyOf(samples);
    }

    /** {@return the longest stalls in the order of their time} */
    public List<Stall> stalls() {
        return stalls.kept();
    }

    /** {@return how often the process stood still} */
    public long stallCount() {
        return stalls.count();
    }

    /** {@return how much of those stretches it stood still, nanoseconds; stalls too short to be kept count wherever they were} */
    long stalledNanos(List<Span> spans) {
        long within = stalls.unkept();
        for (Span span : spans) {
            within += stalls.within(span.from(), span.to());
        }
        return within;
    }
}
