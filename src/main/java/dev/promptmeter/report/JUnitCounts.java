package dev.promptmeter.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The attributes of a suite: how many tests came to what, and the time they took. */
final class JUnitCounts {

    /** What a test case comes to. */
    enum Status {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private final long[] counts = new long[Status.values().length];
    private long nanos;

    void add(Status status, long durationNanos) {
        counts[status.ordinal()]++;
        nanos += durationNanos;
    }

    void add(JUnitCounts other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        nanos += other.nanos;
    }

    long tests() {
        long tests = 0;
        for (long count : counts) {
            tests += count;
        }
        return tests;
    }

    long of(Status status) {
        return counts[status.ordinal()];
    }

    /** {@return names and values of the four counts, in their order} */
    List<String> attributes() {
        return List.of(
                "tests", Long.toString(tests()),
                "failures", Long.toString(of(Status.FAILURE)),
                "errors", Long.toString(of(Status.ERROR)),
                "skipped", Long.toString(of(Status.SKIPPED)));
    }

    /** {@return the attributes of a suite of that name} */
    List<String> suite(String name) {
        List<String> attributes = new ArrayList<>(List.of("name", name));
        attributes.addAll(attributes());
        attributes.addAll(List.of("time", time()));
        return attributes;
    }

    String time() {
        return seconds(nanos);
    }

    static String seconds(long nanos) {
        return BigDecimal.valueOf(nanos, 9).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
