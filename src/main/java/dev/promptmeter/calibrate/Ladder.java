package dev.promptmeter.calibrate;

import dev.promptmeter.calibrate.Phase.Delivery;
import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Doubles the rate of events until the client is late, or the simulator is. */
final class Ladder {

    private static final int STREAMS = 64;
    private static final long SHORTEST_STEP = 200_000_000L;
    private static final long LONGEST_STEP = 2_000_000_000L;
    private static final int STEPS = 6;
    /** A gap below 20 microseconds is shorter than what one event costs. */
    private static final long SHORTEST_GAP = 20_000;

    private final CalibrationPlan plan;
    private final Truth truth;
    private final Asking.Client client;

    Ladder(CalibrationPlan plan, Truth truth, Asking.Client client) {
        this.plan = plan;
        this.truth = truth;
        this.client = client;
    }

    Capacity climb(ClockOffset offset) throws IOException, InterruptedException {
        int streams = streams();
        long step = Math.min(LONGEST_STEP, Math.max(SHORTEST_STEP, plan.ladderNanos() / STEPS));
        long left = plan.ladderNanos();
        Double held = null;
        for (long gap = plan.gapNanos(); left > 0 && gap >= SHORTEST_GAP; gap /= 2) {
            Step done = step(streams, gap, step, offset);
            if (done.end() != null) {
                return new Capacity(streams, held, done.end());
            }
            held = done.eventsPerSecond();
            left -= step;
        }
        return new Capacity(streams, held, Capacity.End.TIME);
    }

    /** The level nearest to the usual one: a plan for one in flight is not climbed with 64. */
    private int streams() {
        return plan.inFlight().stream()
                .min(Comparator.comparingInt(level -> Math.abs(level - STREAMS)))
                .orElse(STREAMS);
    }

    private record Step(double eventsPerSecond, Capacity.@Nullable End end) {}

    private Step step(int streams, long gap, long nanos, ClockOffset offset) throws IOException, InterruptedException {
        Calibration.configure(truth, gap, null);
        truth.forget();
        Phase phase = Phase.of(
                client,
                new Phase.Plan(
                        "ladder-" + gap,
                        streams,
                        nanos,
                        plan.spreadNanos(streams, gap),
                        Phase.request(plan.eventsPerStream(streams), Delivery.STREAM)));
        Spread arrival =
                Arrivals.of(phase.taken(), offset, phase.window()).errors().spread();
        double rate = phase.events() * 1e9 / phase.elapsedNanos();
        Lateness lateness = Lateness.of(Calibration.summary(truth));
        if (!lateness.kept()) {
            return new Step(rate, Capacity.End.SIMULATOR);
        }
        boolean held = arrival.p99() != null && arrival.p99() <= Capacity.LIMIT_NANOS;
        return new Step(rate, held ? null : Capacity.End.CLIENT);
    }
}
