package dev.promptmeter.summary;

import dev.promptmeter.chat.OutputEvents;
import dev.promptmeter.chat.OutputTokens;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stretch of time in which a run started cases, and what happened in it. What was still in flight when the last one started ends
 * outside: a run that drains is no measure of its load.
 */
final class Window {

    private static final double NANOS_PER_SECOND = 1e9;

    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long answers;
    private long inside;
    private long tokens;
    private long busy;

    void add(CaseResult result) {
        Times times = result.firstTimes();
        if (times == null) {
            return;
        }
        first = Math.min(first, times.start());
        last = Math.max(last, times.start());
        answers += result.timing() == null ? 0 : 1;
    }

    void merge(Window other) {
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        answers += other.answers;
    }

    /** The second look begins. */
    void expect() {
        inside = 0;
        tokens = 0;
        busy = 0;
    }

    /** A result of the second look, the same as in the first. */
    void addAgain(CaseResult result) {
        for (Attempt attempt : result.attempts()) {
            Times times = attempt.times();
            if (times != null) {
                busy += Math.max(0, Math.min(times.end(), last) - Math.max(times.start(), first));
            }
        }
        Timing timing = result.timing();
        if (timing != null) {
            inside += holds(timing.last()) ? 1 : 0;
            tokens += tokens(result.outputTokens(), timing);
        }
    }

    private boolean holds(long instant) {
        return first <= instant && instant <= last;
    }

    /** {@return the tokens whose events came inside; where only their sum is known, each event has an even share of it} */
    private long tokens(@Nullable OutputTokens counted, Timing timing) {
        Long count = counted == null ? null : counted.count();
        if (count == null) {
            return 0;
        }
        OutputEvents output = timing.output();
        if (output.count() == 0) {
            return holds(timing.last()) ? count : 0;
        }
        long known = 0;
        long events = 0;
        for (int i = 0; i < output.count(); i++) {
            if (holds(output.instants()[i])) {
                events++;
                known += output.tokens() == null ? 0 : output.tokens()[i];
            }
        }
        return output.tokens() == null ? share(count, events, output.count()) : known;
    }

    /** Both factors may be large where an endpoint states nonsense. */
    private static long share(long count, long part, long whole) {
        return count / whole * part + count % whole * part / whole;
    }

    List<Figure> figures(long durationNanos) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("run.duration", Unit.NANOS, durationNanos, 1));
        figures.add(rate("run.requestRate", Unit.PER_SECOND, inside));
        figures.add(rate("run.outputTokenRate", Unit.TOKENS_PER_SECOND, tokens));
        figures.add(
                last <= first
                        ? Figure.absent("inFlight.mean", Unit.COUNT, 0, "NO_DATA")
                        : Figure.of("inFlight.mean", Unit.COUNT, (double) busy / (last - first), answers));
        return figures;
    }

    /** Where answers came, but none before the last start, there is nothing to make a rate of. */
    private Figure rate(String name, Unit unit, long count) {
        return last <= first || inside == 0 && answers > 0
                ? Figure.absent(name, unit, 0, "NO_DATA")
                : Figure.of(name, unit, count * NANOS_PER_SECOND / (last - first), inside);
    }
}
