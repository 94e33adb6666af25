package dev.promptmeter.validity;

import static dev.promptmeter.validity.Family.GAPS;
import static dev.promptmeter.validity.Family.LATENCY;
import static dev.promptmeter.validity.Family.THROUGHPUT;
import static dev.promptmeter.validity.Family.TOKENS;

import java.util.List;

/** What can speak against a measurement, as data: when, against which figures, and what helps. */
public enum Reason {
    /** Requests of an open loop started later than planned. */
    DISPATCH_LAG(
            "p99 of starts after their planned instant",
            new Bounds(Limit.ofLatency(0.01, 1), Limit.ofLatency(0.10, 10)),
            Fires.ABOVE,
            List.of(LATENCY, THROUGHPUT),
            "lower the rate, free the machine, or split into shards"),
    /** An open loop did not start what it planned. */
    RATE(
            "of the planned starts were made in the window",
            Bounds.of(0.99, 0.95),
            Fires.BELOW,
            List.of(THROUGHPUT, LATENCY),
            "lower the rate, raise the cap on requests in flight, or split into shards"),
    /** An open loop gave up planned requests. */
    SHED(
            "of the planned requests were given up",
            Bounds.of(0, 0.05),
            Fires.ABOVE,
            List.of(THROUGHPUT, LATENCY),
            "lower the rate, or raise the cap on requests in flight"),
    /** Slots of a closed loop stood empty although there was more to ask. */
    SLOTS(
            "of the slots were in use while cases were left",
            Bounds.of(0.95, 0.80),
            Fires.BELOW,
            List.of(THROUGHPUT),
            "lower the concurrency, or make reading, scoring or the disk faster"),
    /** Answers arrived while this process stood still. */
    STALLS(
            "of attempts overlap a client stall",
            Bounds.of(0.01, 0.10),
            Fires.ABOVE,
            List.of(LATENCY),
            "free the machine, or give the JVM more memory"),
    /** This process stood still. */
    STALL_TIME(
            "of the window was client stalls",
            Bounds.of(0.01, 0.10),
            Fires.ABOVE,
            List.of(LATENCY),
            "free the machine, or give the JVM more memory"),
    /** This process used up the processors. */
    CPU(
            "of the processors were used by this process",
            Bounds.of(0.80, 0.95),
            Fires.ABOVE,
            List.of(LATENCY, THROUGHPUT),
            "lower the concurrency or the rate, or split into shards"),
    /** All programs together used up the processors. */
    MACHINE(
            "of the machine's processors were busy",
            Bounds.suspectOnly(0.95),
            Fires.ABOVE,
            List.of(LATENCY),
            "end other programs, or measure on another machine"),
    /** Collecting memory stopped this process. */
    GC(
            "of the window was spent collecting memory",
            Bounds.of(0.02, 0.10),
            Fires.ABOVE,
            List.of(LATENCY),
            "give the JVM more memory (-Xmx)"),
    /** Little's law: requests in flight are not the product of their rate and their service time. */
    LITTLE(
            "of the time in flight is no service time",
            Bounds.of(0.02, 0.10),
            Fires.ABOVE,
            List.of(THROUGHPUT),
            "answers stay open after their last output: ask the endpoint, or a proxy before it, to end them"),
    /** Endpoints did not say how many tokens they used. */
    USAGE(
            "of answers came without usable usage",
            Bounds.of(0.01, 0.20),
            Fires.ABOVE,
            List.of(TOKENS),
            "ask the endpoint for usage (stream_options.include_usage), or leave token gates out"),
    /** Pieces of streams came several at a time. */
    COALESCED(
            "of output events came together with the one before",
            Bounds.suspectOnly(0.50),
            Fires.ABOVE,
            List.of(GAPS),
            "something buffers the stream, perhaps a proxy: gaps are its doing"),
    /** Requests in flight of an open loop grew and grew. */
    OVERLOAD(
            "times as many in flight in the last quarter as in the second",
            Bounds.suspectOnly(1.5),
            Fires.ABOVE,
            List.of(LATENCY),
            "the endpoint does not keep up: percentiles depend on how long the run is; lower the rate"),
    /** The clocks of this machine parted. */
    CLOCK(
            "of answers came while the machine's clocks parted",
            Bounds.of(0, 0.05),
            Fires.ABOVE,
            List.of(LATENCY),
            "keep the machine awake, and its time service steady");

    /** On which side of its limit a figure speaks against the run. */
    enum Fires {
        /** Too much. */
        ABOVE,
        /** Too little. */
        BELOW
    }

    private final String what;
    private final Bounds bounds;
    private final Fires fires;
    private final List<Family> families;
    private final String advice;

    Reason(String what, Bounds bounds, Fires fires, List<Family> families, String advice) {
        this.what = what;
        this.bounds = bounds;
        this.fires = fires;
        this.families = families;
        this.advice = advice;
    }

    /** {@return what its figure is, to be read after the figure, such as {@code of attempts overlap a client stall}} */
    public String what() {
        return what;
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
        return advice;
    }

    /** {@return whether its figure is a time, in nanoseconds; otherwise it is a share or a ratio} */
    public boolean timed() {
        return bounds.suspect().floorNanos() > 0;
    }

    boolean beyond(double value, double limit) {
        return fires == Fires.ABOVE ? value > limit : value < limit;
    }
}
