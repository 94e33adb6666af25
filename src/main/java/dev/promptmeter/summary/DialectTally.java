package dev.promptmeter.summary;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The times of many streams in another tool's words. Holds every value. Not thread-safe. */
public final class DialectTally {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Dialect dialect;
    private final Slo slo;
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private long requests;
    private long failures;
    private long good;
    private long counted;
    private long tokens;
    private long firstStart = Long.MAX_VALUE;
    private long lastEnd = Long.MIN_VALUE;

    /**
     * An empty tally in that tool's words.
     *
     * @param slo what is promised; of it these tools know latency, time to first token and time per token
     */
    public DialectTally(Dialect dialect, Slo slo) {
        this.dialect = dialect;
        this.slo = slo;
    }

    /**
     * A figure, nanoseconds.
     *
     * @param n how many values it is of
     * @param median by linear interpolation, as numpy has it, like all of these tools
     * @param p99 likewise
     */
    public record Line(long n, double mean, double median, double p99) {}

    /** Adds a stream that was answered. */
    public void add(DialectTimes.Stream stream) {
        requests++;
        if (stream.tokens() != null) {
            counted++;
            tokens += stream.tokens();
        }
        firstStart = Math.min(firstStart, stream.start());
        lastEnd = Math.max(lastEnd, stream.end());
        Map<String, double[]> times = DialectTimes.of(dialect, stream);
        times.forEach((name, more) -> Arrays.stream(more).forEach(value -> add(name, value)));
        good += good(times) ? 1 : 0;
    }

    /** Adds a request that brought no answer. */
    public void addFailure() {
        failures++;
    }

    /** A time that a stream does not have, such as that per token of a single token, breaks no promise. */
    private boolean good(Map<String, double[]> times) {
        String perToken = switch (dialect) {
            case VLLM, GUIDELLM -> "tpot";
            case AIPERF, GENAI_PERF -> "itl";
        };
        return keeps(times.get("latency"), slo.latencyNanos())
                && keeps(times.get("ttft"), slo.ttftNanos())
                && keeps(times.get(perToken), slo.tpotNanos());
    }

    private static boolean keeps(double @Nullable [] value, @Nullable Long promise) {
        return value == null || value.length == 0 || promise == null || value[0] <= promise;
    }

    private void add(String name, double value) {
        int size = sizes.merge(name, 1, Integer::sum);
        double[] all = values.computeIfAbsent(name, same -> new double[16]);
        if (size > all.length) {
            all = Arrays.copyOf(all, all.length * 2);
            values.put(name, all);
        }
        all[size - 1] = value;
    }

    /** {@return whose words they are} */
    public Dialect dialect() {
        return dialect;
    }

    /** {@return how many streams were added} */
    public long requests() {
        return requests;
    }

    /** {@return for how many of them the tokens are known} */
    public long counted() {
        return counted;
    }

    /** {@return streams a second from the first start to the last end; null without any} */
    public @Nullable Double requestRate() {
        return rate(requests);
    }

    /** {@return known output tokens a second in the same time; null without any} */
    public @Nullable Double tokenRate() {
        return counted == 0 ? null : rate(tokens);
    }

    private @Nullable Double rate(long count) {
        long span = lastEnd - firstStart;
        return requests == 0 || span <= 0 ? null : Double.valueOf(count * NANOS_PER_SECOND / span);
    }

    /** {@return streams that kept every promise, a second; null without a promise, or any stream} */
    public @Nullable Double goodRate() {
        return promised() ? rate(good) : null;
    }

    /** {@return the share of them among all requests, failures counted; null without a promise, or any request} */
    public @Nullable Double goodShare() {
        long all = requests + failures;
        return promised() && all > 0 ? Double.valueOf((double) good / all) : null;
    }

    private boolean promised() {
        return slo.latencyNanos() != null || slo.ttftNanos() != null || slo.tpotNanos() != null;
    }

    /** {@return its figures by name} */
    public Map<String, Line> lines() {
        Map<String, Line> lines = new LinkedHashMap<>();
        values.forEach((name, all) -> lines.put(name, line(Arrays.copyOf(all, sizes.getOrDefault(name, 0)))));
        return lines;
    }

    private static Line line(double[] all) {
        Arrays.sort(all);
        double mean = DoubleStream.of(all).average().orElseThrow();
        return new Line(all.length, mean, quantile(all, 0.5), quantile(all, 0.99));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double upper = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (upper - sorted[below]) * (at - below);
    }
}
