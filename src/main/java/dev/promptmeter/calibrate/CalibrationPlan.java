package dev.promptmeter.calibrate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to calibrate at.
 *
 * @param inFlight numbers of requests in flight, one level each, 1 to 1024
 * @param startsPerSecond of an open loop, 1 to 10,000
 * @param eventsPerSecond of each stream, 1 to 1000
 * @param duration time to measure, all levels together; each level is warmed up for up to three seconds before
 */
public record CalibrationPlan(
        List<Integer> inFlight, double startsPerSecond, double eventsPerSecond, Duration duration) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LONGEST_WARM_UP = 3_000_000_000L;
    /** Of the whole time, what the ladder may take. */
    private static final double LADDER = 0.2;
    /** Of the whole time, what the open loop takes. */
    private static final double OPEN_LOOP = 0.1;
    /** Of a level's time, what its streams take. */
    private static final double STREAMS = 0.7;

    private static final int FEWEST_STREAMS = 200;
    private static final int MOST_EVENTS = 50;

    /** Copies the levels and refuses what nobody could carry out. */
    public CalibrationPlan {
        inFlight = List.copyOf(inFlight);
        if (inFlight.isEmpty() || inFlight.stream().anyMatch(level -> level < 1 || level > 1024)) {
            throw new IllegalArgumentException("levels lie between 1 and 1024: " + inFlight);
        }
        if (!(startsPerSecond >= 1 && startsPerSecond <= 10_000)) {
            throw new IllegalArgumentException("an open loop has 1 to 10,000 starts a second: " + startsPerSecond);
        }
        if (!(eventsPerSecond >= 1 && eventsPerSecond <= 1000)) {
            throw new IllegalArgumentException("a stream has 1 to 1000 events a second: " + eventsPerSecond);
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a calibration takes time: " + duration);
        }
    }

    /** {@return what the simulator needs to be told at its start, by the names of its settings; the rest is told later} */
    public Map<String, String> simulator() {
        return Map.of("answer", "tokens:" + MOST_EVENTS, "for", (4 * duration.toSeconds() + 600) + "s");
    }

    /** {@return between two events of a stream, nanoseconds} */
    long gapNanos() {
        return (long) (NANOS_PER_SECOND / eventsPerSecond);
    }

    private long levelNanos() {
        return (long) (duration.toNanos() * (1 - LADDER - OPEN_LOOP) / inFlight.size());
    }

    long warmUpNanos() {
        return Math.min(LONGEST_WARM_UP, levelNanos());
    }

    long streamNanos() {
        return (long) (levelNanos() * STREAMS);
    }

    long plainNanos() {
        return levelNanos() - streamNanos();
    }

    long openLoopNanos() {
        return (long) (duration.toNanos() * OPEN_LOOP);
    }

    long ladderNanos() {
        return (long) (duration.toNanos() * LADDER);
    }

    /** {@return how many events a stream has at that level: with few in flight they are short, for there to be enough of them} */
    int eventsPerStream(int level) {
        double fitting = (double) streamNanos() * level / FEWEST_STREAMS / gapNanos();
        return (int) Math.max(2, Math.min(MOST_EVENTS, fitting));
    }

    /**
     * {@return within which streams begin, nanoseconds: as long as one lasts, so that their ends and the requests that follow are spread as
     * well, and a gap more, so that no two are due at the same instants}
     */
    long spreadNanos(int level, long gapNanos) {
        return (eventsPerStream(level) + 1) * gapNanos;
    }

    /** {@return how long a plain answer takes at that level, nanoseconds: about a thousand come in a second} */
    static long plainLatencyNanos(int level) {
        return Math.max(10, level) * 1_000_000L;
    }
}
