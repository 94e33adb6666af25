package dev.promptmeter.run;

import java.util.ArrayList;
import java.util.List;

/** The stalls of a run in the order of their time: the longest of them, and how many there were and how long in all. Not thread-safe. */
public final class LongestStalls {

    private static final int MOST_KEPT = 10_000;

    private final int most;
    private final List<Stall> kept = new ArrayList<>();
    private long count;
    private long nanos;

    /** Starts empty; keeps the 10,000 longest. */
    public LongestStalls() {
        this(MOST_KEPT);
    }

    LongestStalls(int most) {
        this.most = most;
    }

    /** Adds one that is later than all before. {@return whether it is among the longest} */
    public boolean add(Stall stall) {
        count(1, stall.nanos());
        return keep(stall);
    }

    /** Keeps one that is counted elsewhere. {@return whether it is among the longest} */
    public boolean keep(Stall stall) {
        kept.add(stall);
        return kept.size() <= most || kept.remove(shortest()) != stall;
    }

    private int shortest() {
        int shortest = 0;
        for (int i = 1; i < kept.size(); i++) {
            shortest = kept.get(i).nanos() < kept.get(shortest).nanos() ? i : shortest;
        }
        return shortest;
    }

    /** Counts so many, whether they are kept or not. */
    public void count(long more, long moreNanos) {
        count += more;
        nanos += moreNanos;
    }

    /** {@return how much of the time between those instants was spent in stalls that are kept, nanoseconds} */
    public long within(long from, long to) {
        long sum = 0;
        // Whoever asks asks about what has just happened, so that the newest are looked at first.
        for (int i = kept.size() - 1; i >= 0 && kept.get(i).end() > from; i--) {
            sum += kept.get(i).within(from, to);
        }
        return sum;
    }

    /** {@return the longest in the order of their time} */
    public List<Stall> kept() {
        return List.copyOf(kept);
    }

    /** {@return how many there were} */
    public long count() {
        return count;
    }

    /** {@return how long all of them took together, nanoseconds} */
    public long nanos() {
        return nanos;
    }

    /** {@return the time of those that were too short to be kept, nanoseconds} */
    public long unkept() {
        return nanos - kept.stream().mapToLong(Stall::nanos).sum();
    }
}
