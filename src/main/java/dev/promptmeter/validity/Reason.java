package dev.promptmeter.validity;

import static dev.promptmeter.validity.Family.GAPS;
import static dev.promptmeter.validity.Family.LATENCY;
import static dev.promptmeter.validity.Family.THROUGHPUT;
import static dev.promptmeter.validity.Family.TOKENS;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can speak against a measurement, as data: when, against which figures, and what helps. */
public enum Reason {
    /** Requests of an open loop started later than planned. */
    DISPATCH_LAG(
            new Words(
                    "dispatch lag",
                    "p99 of starts after their planned instant",
                    "lower the rate, free the machine, or split into shards"),
            new Bounds(Limit.ofLatency(0.01, 1), Limit.ofLatency(0.10, 10)),
            Fires.ABOVE,
            List.of(LATENCY, THROUGHPUT)),
    /** An open loop did not start what it planned. */
    RATE(
            new Words(
                    "rate of starts",
                    "of the planned starts were made in the window",
                    "lower the rate, raise the cap on requests in flight, or split into shards"),
            Bounds.of(0.99, 0.95),
            Fires.BELOW,
            List.of(THROUGHPUT, LATENCY)),
    /** An open loop gave up planned requests. */
    SHED(
            new Words(
                    "shed requests",
                    "of the planned requests were given up",
                    "lower the rate, or raise the cap on requests in flight"),
            Bounds.of(0, 0.05),
            Fires.ABOVE,
            List.of(THROUGHPUT, LATENCY)),
    /** Slots of a closed loop stood empty although there was more to ask. */
    SLOTS(
            new Words(
                    "slots in use",
                    "of the slots were in use while cases were left",
                    "lower the concurrency, or make reading, scoring or the disk faster"),
            Bounds.of(0.95, 0.80),
            Fires.BELOW,
            List.of(THROUGHPUT)),
    /** Answers arrived while this process stood still. */
    STALLS(
            new Words(
                    "client stalls",
                    "of attempts overlap a client stall",
                    "free the machine, or give the JVM more memory"),
            Bounds.of(0.01, 0.10),
            Fires.ABOVE,
            List.of(LATENCY)),
    /** This process stood still. */
    STALL_TIME(
            new Words("stall time", "of the window was client stalls", "free the machine, or give the JVM more memory"),
            Bounds.of(0.01, 0.10),
            Fires.ABOVE,
            List.of(LATENCY)),
    /** This process used up the processors. */
    CPU(
            new Words(
                    "process CPU",
                    "of the processors were used by this process",
                    "lower the concurrency or the rate, or split into shards"),
            Bounds.of(0.80, 0.95),
            Fires.ABOVE,
            List.of(LATENCY, THROUGHPUT)),
    /** All programs together used up the processors. */
    MACHINE(
            new Words(
                    "machine load",
                    "of the machine's processors were busy",
                    "end other programs, or measure on another machine"),
            Bounds.suspectOnly(0.95),
            Fires.ABOVE,
            List.of(LATENCY)),
    /** Collecting memory stopped this process. */
    GC(
            new Words(
                    "collection pauses",
                    "of the window was spent collecting memory",
                    "give the JVM more memory (-Xmx)"),
            Bounds.of(0.02, 0.10),
            Fires.ABOVE,
            List.of(LATENCY)),
    /** Little's law: requests in flight are not the product of their rate and their service time. */
    LITTLE(
            new Words(
                    "time in flight",
                    "of the time in flight is no service time",
                    "answers end late after their last output: the endpoint, a proxy, or this machine is slow to end them"),
            Bounds.of(0.02, 0.10),
            Fires.ABOVE,
            List.of(THROUGHPUT)),
    /** Endpoints did not say how many tokens they used. */
    USAGE(
            new Words(
                    "usage",
                    "of answers came without usable usage",
                    "ask the endpoint for usage (stream_options.include_usage), or leave token gates out"),
            Bounds.of(0.01, 0.20),
            Fires.ABOVE,
            List.of(TOKENS)),
    /** Pieces of streams came several at a time. */
    COALESCED(
            new Words(
                    "coalesced events",
                    "of output events came together with the one before",
                    "something buffers the stream, perhaps a proxy: gaps are its doing"),
            Bounds.suspectOnly(0.50),
            Fires.ABOVE,
            List.of(GAPS)),
    /** Requests in flight of an open loop grew and grew. */
    OVERLOAD(
            new Words(
                    "growth in flight",
                    "times as many in flight in the last quarter as in the second",
                    "the endpoint does not keep up: percentiles depend on how long the run is; lower the rate"),
            Bounds.suspectOnly(1.5),
            Fires.ABOVE,
            List.of(LATENCY)),
    /** The clocks of this machine parted. */
    CLOCK(
            new Words(
                    "clock jumps",
                    "of answers came while the machine's clocks parted",
                    "keep the machine awake, and its time service steady"),
            Bounds.of(0, 0.05),
            Fires.ABOVE,
            List.of(LATENCY));

    private static final Set<Reason> OF_WINDOW = EnumSet.of(SLOTS, STALL_TIME, CPU, MACHINE, GC, LITTLE, OVERLOAD);

    /** On which side of its limit a figure speaks against the run. */
    enum Fires {
        /** Too much. */
        ABOVE,
        /** Too little. */
        BELOW
    }

    /**
     * What is said of a reason.
     *
     * @param noun what its figure is about
     * @param what the figure is, to be read after it
     * @param advice what helps
     */
    private record Words(String noun, String what, String advice) {}

    private final Words words;
    private final Bounds bounds;
    private final Fires fires;
    private final List<Family> families;

    Reason(Words words, Bounds bounds, Fires fires, List<Family> families) {
        this.words = words;
        this.bounds = bounds;
        this.fires = fires;
        this.families = families;
    }

    /** {@return what its figure is about, such as {@code machine load}} */
    public String noun() {
        return words.noun();
    }

    /** {@return what its figure is, to be read after the figure, such as {@code of attempts overlap a client stall}} */
    public String what() {
        return words.what();
    }

    /** {@return its limits unless a suite changes them} */
    public Bounds bounds() {
        return bounds;
    }

    /** {@return which figures it speaks against} */
    public List<Family> families() {
        return families;
    }

    /** {@return what helps} */
    public String advice() {
        return words.advice();
    }

    /** {@return whether its figure is a time, in nanoseconds; otherwise it is a share or a ratio} */
    public boolean timed() {
        return this == DISPATCH_LAG;
    }

    /** {@return whether its figure is a share of the time in which cases were started} */
    public boolean ofWindow() {
        return OF_WINDOW.contains(this);
    }

    /** {@return whether by those limits the run would be invalid before it is suspect} */
    public boolean crossed(Bounds some) {
        Limit suspect = some.suspect();
        Limit invalid = some.invalid();
        if (suspect == null || invalid == null) {
            return false;
        }
        boolean shares = !timed() || invalid.share() > 0;
        return shares && beyond(suspect.share(), invalid.share()) || suspect.floorNanos() > invalid.floorNanos();
    }

    /** {@return whether the first of two figures speaks more against a run than the second} */
    boolean worse(double one, double other) {
        return beyond(one, other);
    }

    boolean beyond(double value, double limit) {
        return fires == Fires.ABOVE ? value > limit : value < limit;
    }
}
