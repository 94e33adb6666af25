package dev.promptmeter.gate;

import dev.promptmeter.run.Stall;
import dev.promptmeter.validity.Bounds;
import dev.promptmeter.validity.Doubt;
import dev.promptmeter.validity.Family;
import dev.promptmeter.validity.Limit;
import dev.promptmeter.validity.Measurement;
import dev.promptmeter.validity.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is to be thought of a measurement, for people; the same words in every output. */
public final class MeasurementText {

    private static final Set<Reason> STALLS = EnumSet.of(Reason.STALLS, Reason.STALL_TIME);
    private static final double NANOS_PER_SECOND = 1e9;

    private MeasurementText() {}

    /** {@return the verdict in one word, {@code VALID}, {@code SUSPECT} or {@code INVALID}; {@code not assessed} where nothing was sent} */
    public static String word(Measurement measurement) {
        return measurement.level() == null
                ? "not assessed"
                : measurement.level().name();
    }

    /** {@return the verdict, with what nobody measured, {@code VALID (machine load not measured)}} */
    public static String verdict(Measurement measurement) {
        String gaps = gaps(measurement);
        return word(measurement) + (gaps.isEmpty() ? "" : " (" + gaps + ")");
    }

    private static String gaps(Measurement measurement) {
        List<String> gaps = new ArrayList<>();
        boolean brief = measurement.brief();
        String nouns = measurement.unmeasured().stream()
                .filter(reason -> !brief || !reason.ofWindow())
                .map(Reason::noun)
                .collect(Collectors.joining(", "));
        if (!nouns.isEmpty()) {
            gaps.add(nouns + " not measured");
        }
        if (brief && measurement.unmeasured().stream().anyMatch(Reason::ofWindow)) {
            gaps.add("all requests started within " + FigureText.duration(measurement.windowNanos())
                    + ", too short for shares of time");
        }
        return String.join("; ", gaps);
    }

    /** {@return the verdict and the worst of its reasons, {@code SUSPECT: client stalls up to 140 ms}} */
    public static String gist(Measurement measurement) {
        Optional<Doubt> worst = measurement.worst();
        return worst.map(doubt -> word(measurement) + ": " + gist(doubt, measurement))
                .orElseGet(() -> verdict(measurement));
    }

    private static String gist(Doubt doubt, Measurement measurement) {
        Optional<Stall> longest = measurement.longestStall();
        return STALLS.contains(doubt.reason()) && longest.isPresent()
                ? "client stalls up to " + FigureText.duration(longest.get().nanos())
                : text(doubt);
    }

    /** {@return how much a reason speaks against which figures, {@code INVALID for latency, throughput}} */
    public static String standing(Doubt doubt) {
        return doubt.level() + " for "
                + doubt.reason().families().stream().map(Family::word).collect(Collectors.joining(", "));
    }

    /** {@return what is said of a figure that it speaks against, {@code the measurement is INVALID: 12.0 % of …} without an end} */
    public static String sentence(Doubt doubt) {
        return "the measurement is " + doubt.level() + ": " + text(doubt);
    }

    /** {@return the figure of a reason and its limit, {@code 2.4 % of attempts overlap a client stall (limit 1.0 %)}} */
    public static String text(Doubt doubt) {
        Reason reason = doubt.reason();
        return value(reason, doubt.value()) + " " + reason.what() + " (limit " + value(reason, doubt.limit()) + ")"
                + (doubt.where() == null ? "" : " in " + doubt.where());
    }

    /** {@return that figure of that reason} */
    public static String value(Reason reason, double value) {
        if (reason.timed()) {
            return FigureText.duration(value);
        }
        return reason == Reason.OVERLOAD ? String.format(Locale.ROOT, "%.1f", value) : FigureText.share(value);
    }

    /** {@return what else is known of it, {@code longest 41 ms at 00:31; GC 3 of 5}; usually nothing} */
    public static Optional<String> detail(Doubt doubt, Measurement measurement) {
        if (!STALLS.contains(doubt.reason())) {
            return Optional.empty();
        }
        List<Stall> stalls = measurement.machine().stalls();
        long collections =
                stalls.stream().filter(stall -> stall.cause() == Stall.Cause.GC).count();
        return measurement
                .longestStall()
                .map(longest -> "longest " + FigureText.duration(longest.nanos()) + " at " + clock(longest.start())
                        + "; GC " + FigureText.count(collections) + " of " + FigureText.count(stalls.size()));
    }

    /** {@return which limits the suite sets itself, in one sentence; empty if none} */
    public static Optional<String> changes(Measurement measurement) {
        String changes = measurement.thresholds().changed().entrySet().stream()
                .map(each -> each.getKey() + " " + limits(each.getKey(), each.getValue()))
                .collect(Collectors.joining("; "));
        return changes.isEmpty() ? Optional.empty() : Optional.of("limits set by the suite: " + changes);
    }

    /** {@return from where on it is suspect and invalid, {@code 2 %, invalid 20 %}; {@code off} for a reason that is left out} */
    public static String limits(Reason reason, Bounds bounds) {
        if (bounds.suspect() == null) {
            return "off";
        }
        String suspect = limit(reason, bounds.suspect());
        return bounds.invalid() == null ? suspect : suspect + ", invalid " + limit(reason, bounds.invalid());
    }

    private static String limit(Reason reason, Limit limit) {
        if (!reason.timed()) {
            return value(reason, limit.share());
        }
        String floor = FigureText.duration(limit.floorNanos());
        return limit.share() == 0 ? floor : FigureText.share(limit.share()) + " of the median, at least " + floor;
    }

    /** {@return an instant of a run as minutes and seconds, {@code 00:31}} */
    public static String clock(long nanos) {
        long seconds = (long) (nanos / NANOS_PER_SECOND);
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }
}
