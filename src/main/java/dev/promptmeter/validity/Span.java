package dev.promptmeter.validity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A stretch of a run's time.
 *
 * @param from nanoseconds since the run's first origin
 * @param to likewise, not before {@code from}
 */
public record Span(long from, long to) {

    /** Refuses a stretch that ends before it begins. */
    public Span {
        if (to < from) {
            throw new IllegalArgumentException("ends before it begins: " + from + " to " + to);
        }
    }

    /** {@return how long it is, nanoseconds} */
    public long nanos() {
        return to - from;
    }

    /** {@return what is left of it without those stretches, in the order of time} */
    List<Span> without(List<Span> others) {
        List<Span> left = new ArrayList<>();
        long next = from;
        for (Span other : sorted(others)) {
            if (other.from > next && next < to) {
                left.add(new Span(next, Math.min(other.from, to)));
            }
            next = Math.max(next, other.to);
        }
        if (next < to) {
            left.add(new Span(next, to));
        }
        return left;
    }

    private static List<Span> sorted(List<Span> spans) {
        return spans.stream().sorted(Comparator.comparingLong(Span::from)).toList();
    }

    /** {@return how much time at least one of those covers, nanoseconds} */
    public static long covered(List<Span> spans) {
        return spans.isEmpty() ? 0 : around(spans).nanos() - nanos(around(spans).without(spans));
    }

    /** {@return from the first beginning of those to the last end; of one at least} */
    static Span around(List<Span> spans) {
        return new Span(
                spans.stream().mapToLong(Span::from).min().orElseThrow(),
                spans.stream().mapToLong(Span::to).max().orElseThrow());
    }

    /** {@return how long those are together} */
    static long nanos(List<Span> spans) {
        return spans.stream().mapToLong(Span::nanos).sum();
    }
}
