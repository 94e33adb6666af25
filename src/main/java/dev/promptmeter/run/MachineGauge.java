package dev.promptmeter.run;

import dev.promptmeter.stats.Overshoots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Sleeps over and over, and writes down how long that took and what the platform tells meanwhile. For one thread at a time. */
final class MachineGauge {

    private static final long SHORTEST_PARK = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PARK = Duration.ofMillis(20).toNanos();

    /** Share of one processor that watching takes at most; what the platform does for it besides comes on top. */
    private static final double DEAREST = 0.004;

    private static final long SAMPLE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long NOTE_NANOS = Duration.ofSeconds(15).toNanos();

    /** To ask the platform anything takes some fifty milliseconds of a processor, which a run of a few requests need not pay. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(250).toNanos();

    private final Ticker ticker;
    private final StallLog stalls;
    private @Nullable PlatformFigures platform;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private List<MachineSample> samples = new ArrayList<>();
    private Overshoots overshoots = new Overshoots();
    private long parkNanos = SHORTEST_PARK;
    private long asksAt;
    private long sampledAt;
    private long notedAt;
    private @Nullable Long cpu;
    private @Nullable Long gc;
    private @Nullable Long own;
    private long parks;

    MachineGauge(Ticker ticker, StallLog stalls) {
        this.ticker = ticker;
        this.stalls = stalls;
        this.sampledAt = ticker.nanos();
        this.notedAt = sampledAt;
        this.asksAt = sampledAt + PATIENCE_NANOS;
        stalls.begin();
    }

    /** Sleeps once. */
    void sleep() {
        long wakes = ticker.nanos() + parkNanos;
        stalls.sleeps(wakes);
        LockSupport.parkNanos(parkNanos);
        long now = ticker.nanos();
        slept(wakes, now);
        parks++;
        if (now >= asksAt) {
            askPlatform(now);
        } else if (now - sampledAt >= SAMPLE_NANOS) {
            sample(now);
            limitOwnCost();
        }
    }

    private void askPlatform(long now) {
        asksAt = Long.MAX_VALUE;
        sample(now);
        platform = PlatformFigures.of(ticker);
        if (platform != null) {
            cpu = platform.cpuNanos();
            gc = platform.gcNanos();
            own = platform.ownNanos();
        }
        sampledAt = ticker.nanos();
        parks = 0;
    }

    private void slept(long wakes, long now) {
        long over = now - wakes;
        overshoots.add(over);
        if (over > StallLog.STALL_NANOS) {
            boolean collected = platform != null && platform.collected(wakes, now);
            stalls.add(new Stall(wakes, over, collected ? Stall.Cause.GC : Stall.Cause.OTHER));
        } else {
            stalls.wakes();
        }
    }

    private void sample(long now) {
        Long cpuBefore = cpu;
        Long gcBefore = gc;
        cpu = platform == null ? null : platform.cpuNanos();
        gc = platform == null ? null : platform.gcNanos();
        Double load = platform == null ? null : platform.load();
        samples.add(new MachineSample(sampledAt, now, difference(cpuBefore, cpu), difference(gcBefore, gc), load));
        sampledAt = now;
    }

    private static @Nullable Long difference(@Nullable Long before, @Nullable Long after) {
        return before == null || after == null ? null : Long.valueOf(Math.max(0, after - before));
    }

    /** On some machines, virtual and busy ones mostly, waking up is dear: the dearer it is, the more seldom it is done. */
    private void limitOwnCost() {
        Long before = own;
        own = platform == null ? null : platform.ownNanos();
        Long spent = difference(before, own);
        if (spent != null) {
            long affordable = (long) (spent / DEAREST / parks);
            parkNanos = Math.max(SHORTEST_PARK, Math.min(LONGEST_PARK, affordable));
        }
        parks = 0;
    }

    /** {@return whether enough has come together for a note} */
    boolean full() {
        return sampledAt - notedAt >= NOTE_NANOS;
    }

    /** {@return what was seen since the last note, until now} */
    MachineNote note() {
        long now = ticker.nanos();
        if (now > sampledAt) {
            sample(now);
        }
        StallLog.Told told = stalls.told();
        var note =
                new MachineNote(processors, parkNanos, samples, overshoots, told.count(), told.nanos(), told.stalls());
        samples = new ArrayList<>();
        overshoots = new Overshoots();
        notedAt = sampledAt;
        return note;
    }
}
