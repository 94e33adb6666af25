package dev.promptmeter.validity;

import dev.promptmeter.run.Stall;
import dev.promptmeter.summary.Figure;
import dev.promptmeter.summary.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the figures of a run can be believed, and why not. A function of the journal alone.
 *
 * @param level the worst of its doubts; null if nothing was sent, so that there is nothing to believe
 * @param doubts what speaks against it, in the order of reasons
 * @param unmeasured reasons for which nobody, or no platform, told the figure
 * @param figures what each reason was judged by: a share, a ratio, or nanoseconds; missing where there is none
 * @param window from the first start of a case to the last; null if fewer than two were started
 * @param machine the process and its machine
 * @param thresholds what was held against the figures
 */
public record Measurement(
        @Nullable Level level,
        List<Doubt> doubts,
        List<Reason> unmeasured,
        Map<Reason, Double> figures,
        @Nullable Span window,
        MachineLog machine,
        Thresholds thresholds) {

    /** Nothing was sent. */
    public static final Measurement NOTHING =
            new Measurement(null, List.of(), List.of(), Map.of(), null, new MachineLog(), Thresholds.USUAL);

    /** Copies the collections. */
    public Measurement {
        doubts = List.copyOf(doubts);
        unmeasured = List.copyOf(unmeasured);
        figures = Map.copyOf(figures);
    }

    /**
     * What a run is judged by.
     *
     * @param attempts its attempts
     * @param watched its course
     * @param summary what it came to
     * @param setting how requests were meant to start
     */
    public record Facts(AttemptTally attempts, Watched watched, Summary summary, Setting setting) {}

    /** {@return what is to be thought of a run with those facts} */
    public static Measurement of(Facts facts, Thresholds thresholds) {
        Span window = facts.attempts().window().orElse(null);
        if (window == null && facts.attempts().answered() == 0) {
            return NOTHING;
        }
        Figure median = facts.summary().total().figures().get("service.p50");
        double medianNanos = median == null || median.value() == null ? 0 : median.value();
        Map<Reason, Reading> readings = new Evidence(facts).readings();
        List<Doubt> doubts = new ArrayList<>();
        Map<Reason, Double> figures = new EnumMap<>(Reason.class);
        readings.forEach((reason, reading) -> {
            if (reading instanceof Reading.Known known) {
                figures.put(reason, known.value());
                doubt(reason, known.value(), thresholds.of(reason), medianNanos).ifPresent(doubts::add);
            }
        });
        List<Reason> unmeasured = readings.keySet().stream()
                .filter(reason -> readings.get(reason) == Reading.Missing.NOT_MEASURED)
                .toList();
        return new Measurement(
                worst(doubts),
                doubts,
                unmeasured,
                figures,
                window,
                facts.watched().machine(),
                thresholds);
    }

    /**
     * {@return what is to be thought of a run whose shards were measured by processes of their own: the worst of each reason}
     *
     * @param parts what is to be thought of each shard, by its name
     */
    public static Measurement worstOf(Map<String, Measurement> parts, Thresholds thresholds) {
        return new WorstPart(parts).measurement(thresholds);
    }

    static Optional<Doubt> doubt(Reason reason, double value, Bounds bounds, double medianNanos) {
        if (bounds.invalid() != null) {
            double limit = bounds.invalid().value(medianNanos);
            if (reason.beyond(value, limit)) {
                return Optional.of(new Doubt(reason, Level.INVALID, value, limit));
            }
        }
        if (bounds.suspect() != null) {
            double limit = bounds.suspect().value(medianNanos);
            if (reason.beyond(value, limit)) {
                return Optional.of(new Doubt(reason, Level.SUSPECT, value, limit));
            }
        }
        return Optional.empty();
    }

    static Level worst(List<Doubt> doubts) {
        return doubts.stream().map(Doubt::level).max(Comparator.naturalOrder()).orElse(Level.VALID);
    }

    /** {@return the worst of its doubts, the first of equals} */
    public Optional<Doubt> worst() {
        return worstOf(doubts.stream());
    }

    private static Optional<Doubt> worstOf(Stream<Doubt> some) {
        return some.reduce((one, other) -> other.level().compareTo(one.level()) > 0 ? other : one);
    }

    /** {@return whether all cases were started so soon after each other that shares of that time say nothing} */
    public boolean brief() {
        return windowNanos() < Evidence.SHORTEST_WINDOW;
    }

    /** {@return from the first start of a case to the last, nanoseconds; 0 if fewer than two were started} */
    public long windowNanos() {
        return window == null ? 0 : window.nanos();
    }

    /** {@return the longest stretch in which the process stood still; empty if it never did} */
    public Optional<Stall> longestStall() {
        return machine.stalls().stream().max(Comparator.comparingLong(Stall::nanos));
    }

    /** {@return the worst of what speaks against that family} */
    public Optional<Doubt> against(Family family) {
        return worstOf(doubts.stream().filter(doubt -> doubt.reason().families().contains(family)));
    }

    /** {@return the worst of what speaks against a figure of that name, such as {@code latency.p95}} */
    public Optional<Doubt> against(String figure) {
        return worstOf(doubts.stream()
                .filter(doubt -> doubt.reason().families().stream().anyMatch(family -> family.holds(figure))));
    }
}
