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
 * outside: a run that drains is no measure of its load. Where starts are planned it lasts from the first planned start to the last, and
 * one mean gap longer. Time in which no program was at work is no part of it.
 */
final class Window {

    private static final double NANOS_PER_SECOND = 1e9;

    private final WorkClock clock;
    private final InFlight inFlight = new InFlight();
    private TokenPeak peak;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long answers;
    private long planned;
    private long shed;
    private long cancelled;
    private long end;
    private long inside;
    private long started;
    private long tokens;
    private long busy;

    /** An empty window of a run whose time passed by that clock. */
    Window(WorkClock clock) {
        this.clock = clock;
        this.peak = new TokenPeak(0, 0, clock);
    }

    void add(CaseResult result) {
        shed += result.shed() ? 1 : 0;
        cancelled += result.cancelled() ? 1 : 0;
        for (Attempt attempt : result.attempts()) {
            if (attempt.times() != null) {
                inFlight.add(
                        clock.at(attempt.times().start()),
                        clock.at(attempt.times().end()));
            }
        }
        Times times = result.firstTimes();
        if (result.shedAt() != null) {
            spread(clock.at(result.shedAt()));
        }
        if (times == null) {
            return;
        }
        planned += times.planned() ? 1 : 0;
        spread(dueAt(times));
        answers += result.timing() == null ? 0 : 1;
    }

    private void spread(long due) {
        first = Math.min(first, due);
        last = Math.max(last, due);
    }

    private long dueAt(Times times) {
        return clock.at(times.planned() ? times.plan() : times.start());
    }

    void merge(Window other) {
        inFlight.merge(other.inFlight);
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        answers += other.answers;
        planned += other.planned;
        shed += other.shed;
        cancelled += other.cancelled;
    }

    /** The second look begins. */
    void expect() {
        long starts = planned + shed;
        end = starts == 0 || last <= first ? last : last + (last - first) / (starts - 1);
        peak = new TokenPeak(first, end, clock);
        inside = 0;
        started = 0;
        tokens = 0;
        busy = 0;
    }

    /** A result of the second look, the same as in the first. */
    void addAgain(CaseResult result) {
        for (Attempt attempt : result.attempts()) {
            Times times = attempt.times();
            if (times != null) {
                long until = Math.min(clock.at(times.end()), end);
                busy += Math.max(0, until - Math.max(clock.at(times.start()), first));
            }
        }
        Times times = result.firstTimes();
        started += times != null && times.planned() && holds(times.start()) ? 1 : 0;
        Timing timing = result.timing();
        if (timing != null) {
            inside += holds(timing.last()) ? 1 : 0;
            tokens += tokens(result.outputTokens(), timing);
            peak.add(result.outputTokens(), timing);
        }
    }

    private boolean holds(long instant) {
        long worked = clock.at(instant);
        return first <= worked && worked <= end;
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

    /** {@return how long it lasted, nanoseconds; 0 if it has no length} */
    long length() {
        return Math.max(0, end - first);
    }

    List<Figure> figures(long durationNanos) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("run.duration", Unit.NANOS, durationNanos, 1));
        figures.add(rate("run.requestRate", Unit.PER_SECOND, inside));
        figures.add(rate("run.outputTokenRate", Unit.TOKENS_PER_SECOND, tokens));
        figures.add(peak.figure());
        figures.add(Figure.of("run.cancelledAtEnd", Unit.COUNT, cancelled, cancelled));
        addInFlight(figures);
        addPlan(figures);
        return figures;
    }

    private void addInFlight(List<Figure> figures) {
        if (end <= first) {
            figures.add(Figure.absent("inFlight.mean", Unit.COUNT, 0, "NO_DATA"));
            return;
        }
        figures.add(Figure.of("inFlight.mean", Unit.COUNT, (double) busy / (end - first), answers));
        figures.add(Figure.of("inFlight.max", Unit.COUNT, inFlight.most(), answers));
        long quarter = (end - first) / 4;
        figures.add(Figure.of(
                "inFlight.secondQuarter", Unit.COUNT, inFlight.mean(first + quarter, first + 2 * quarter), answers));
        figures.add(Figure.of("inFlight.lastQuarter", Unit.COUNT, inFlight.mean(first + 3 * quarter, end), answers));
    }

    /** Of starts that were planned ahead; other loads have no such figures. */
    private void addPlan(List<Figure> figures) {
        long all = planned + shed;
        if (all == 0) {
            return;
        }
        figures.add(Figure.of("run.planned", Unit.COUNT, all, all));
        figures.add(Figure.of("run.started", Unit.COUNT, started, all));
        figures.add(Figure.of("run.shed", Unit.COUNT, shed, all));
        if (end > first) {
            figures.add(Figure.of("run.plannedRate", Unit.PER_SECOND, perSecond(all), all));
            figures.add(Figure.of("run.achievedRate", Unit.PER_SECOND, perSecond(started), all));
        }
    }

    private double perSecond(long count) {
        return count * NANOS_PER_SECOND / (end - first);
    }

    /** Where answers came, but none before the last start, there is nothing to make a rate of. */
    private Figure rate(String name, Unit unit, long count) {
        return end <= first || inside == 0 && answers > 0
                ? Figure.absent(name, unit, 0, "NO_DATA")
                : Figure.of(name, unit, perSecond(count), inside);
    }
}
