package dev.promptmeter.validity;

import dev.promptmeter.run.MachineSample;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.InFlight;
import dev.promptmeter.summary.TokenTotals;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The figure of every reason, from what is known of a run. */
final class Evidence {

    /** A share of less time than that says more about single events than about the run. */
    static final long SHORTEST_WINDOW = 1_000_000_000L;

    /** Samples must cover that share of the window to speak for it. */
    private static final double COVERED = 0.5;

    private final AttemptTally attempts;
    private final Watched watched;
    private final MachineLog machine;
    private final Measurement.Facts facts;
    private final List<Span> window;
    private final long nanos;

    Evidence(Measurement.Facts facts) {
        this.facts = facts;
        this.attempts = facts.attempts();
        this.watched = facts.watched();
        this.machine = watched.machine();
        this.window = attempts.window()
                .map(whole -> whole.without(watched.absences()))
                .orElse(List.of());
        this.nanos = Span.nanos(window);
    }

    /** {@return one reading for each reason, in their order} */
    Map<Reason, Reading> readings() {
        Map<Reason, Reading> readings = new EnumMap<>(Reason.class);
        putPlan(readings);
        readings.put(Reason.SLOTS, slots());
        readings.put(Reason.STALLS, stalls());
        readings.put(Reason.STALL_TIME, ofWindow(machine.watched(), machine.stalledNanos(window)));
        readings.put(Reason.CPU, sampled(MachineSample::cpuNanos, machine.processors()));
        readings.put(Reason.MACHINE, sampled(Evidence::busyNanos, 1));
        readings.put(Reason.GC, sampled(MachineSample::gcNanos, 1));
        readings.put(Reason.LITTLE, little());
        TokenTotals tokens = facts.summary().tokens();
        readings.put(Reason.USAGE, Reading.share(tokens.answers() - tokens.n(), tokens.answers()));
        readings.put(Reason.COALESCED, coalesced());
        readings.put(Reason.CLOCK, Reading.share(attempts.jumped(), attempts.answered()));
        return readings;
    }

    /** Figures that only a run has whose starts were planned ahead. */
    private void putPlan(Map<Reason, Reading> readings) {
        Double planned = value("run.planned");
        if (planned == null) {
            return;
        }
        readings.put(Reason.DISPATCH_LAG, lag());
        readings.put(Reason.RATE, planned < 2 ? Reading.Missing.NOT_APPLICABLE : part("run.started", planned));
        readings.put(Reason.SHED, part("run.shed", planned));
        readings.put(Reason.OVERLOAD, nanos < SHORTEST_WINDOW ? Reading.Missing.NOT_MEASURED : growth());
    }

    private Reading lag() {
        boolean wanted = facts.setting().cap() == Setting.Cap.SET;
        OptionalLong lag = wanted ? attempts.ownLag() : attempts.lag();
        return lag.isEmpty() ? Reading.Missing.NOT_MEASURED : new Reading.Known(lag.getAsLong());
    }

    private Reading part(String name, double whole) {
        Double value = value(name);
        return value == null ? Reading.Missing.NOT_MEASURED : Reading.share(value, whole);
    }

    private Reading growth() {
        Double second = value("inFlight.secondQuarter");
        return second == null ? Reading.Missing.NOT_MEASURED : part("inFlight.lastQuarter", second);
    }

    private Reading slots() {
        Integer slots = facts.setting().slots();
        if (slots == null) {
            return Reading.Missing.NOT_APPLICABLE;
        }
        if (nanos < SHORTEST_WINDOW) {
            return Reading.Missing.NOT_MEASURED;
        }
        List<Span> open = window.stream()
                .flatMap(span -> span.without(watched.pauses()).stream())
                .toList();
        double busy = busy(attempts.inFlight(), open);
        return Reading.share(busy, (double) slots * Span.nanos(open));
    }

    /** {@return the time of all attempts in those stretches together, nanoseconds} */
    private static double busy(InFlight attempts, List<Span> spans) {
        return spans.stream()
                .mapToDouble(span -> attempts.mean(span.from(), span.to()) * span.nanos())
                .sum();
    }

    private Reading stalls() {
        return attempts.answered() > 0 && attempts.watched() == 0
                ? Reading.Missing.NOT_MEASURED
                : Reading.share(attempts.stalled(), attempts.watched());
    }

    private Reading ofWindow(boolean known, double part) {
        return known && nanos >= SHORTEST_WINDOW ? new Reading.Known(part / nanos) : Reading.Missing.NOT_MEASURED;
    }

    private static @Nullable Long busyNanos(MachineSample sample) {
        return sample.load() == null ? null : Long.valueOf((long) (sample.load() * (sample.to() - sample.from())));
    }

    /** {@return how much of the time that samples tell of was spent so, by so many at once} */
    private Reading sampled(Function<MachineSample, @Nullable Long> spent, int times) {
        double part = 0;
        double whole = 0;
        for (MachineSample sample : machine.samples()) {
            long inside = window.stream()
                    .mapToLong(span -> sample.within(span.from(), span.to()))
                    .sum();
            Long all = spent.apply(sample);
            if (inside > 0 && all != null) {
                part += (double) all * inside / (sample.to() - sample.from());
                whole += inside;
            }
        }
        boolean known = nanos >= SHORTEST_WINDOW && whole >= COVERED * nanos;
        return known ? Reading.share(part, whole * times) : Reading.Missing.NOT_MEASURED;
    }

    private Reading little() {
        if (nanos < SHORTEST_WINDOW) {
            return Reading.Missing.NOT_MEASURED;
        }
        double inFlight = busy(attempts.inFlight(), window);
        return Reading.share(inFlight - busy(attempts.served(), window), inFlight);
    }

    private Reading coalesced() {
        Double share = value("coalescedShare");
        return share == null ? Reading.Missing.NOT_APPLICABLE : new Reading.Known(share);
    }

    private @Nullable Double value(String name) {
        Figure figure = facts.summary().total().figures().get(name);
        return figure == null ? null : figure.value();
    }
}
