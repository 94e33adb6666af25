package dev.promptmeter.validity;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import dev.promptmeter.run.Attempt;
import dev.promptmeter.run.CaseResult;
import dev.promptmeter.run.Judging;
import dev.promptmeter.score.Answer;
import dev.promptmeter.stats.Overshoots;
import dev.promptmeter.summary.InFlight;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What attempts tell of how well they were measured; they may come in any order. Not thread-safe. */
public final class AttemptTally {

    /** Where this share of an answer's time was a stall, its time is more ours than the endpoint's. */
    private static final double NOTABLE = 0.05;

    private static final double HIGH = 0.99;

    private final InFlight inFlight = new InFlight();
    private final InFlight served = new InFlight();
    private final Overshoots lags = new Overshoots();
    private final Overshoots ownLags = new Overshoots();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long answered;
    private long watched;
    private long stalled;
    private long jumped;

    /** Starts empty. */
    public AttemptTally() {}

    /** Adds the attempts of one result. */
    public void add(CaseResult result) {
        for (Attempt attempt : result.attempts()) {
            add(attempt, served(attempt, result));
        }
        for (Judging.Call call : result.judging().calls()) {
            add(call.attempt(), null);
        }
        Times begun = result.firstTimes();
        if (begun != null) {
            first = Math.min(first, begun.start());
            last = Math.max(last, begun.start());
            late(begun);
        }
        if (result.origin() == Answer.Origin.FRESH && result.exchange() instanceof Answered answer) {
            answered(answer.timing());
            jumped += answer.flags().contains(RecordedAnswer.CLOCK_JUMP) ? 1 : 0;
        }
    }

    /** {@return when the last output of an attempt came, if it was answered} */
    private static @Nullable Long served(Attempt attempt, CaseResult result) {
        Timing timing = result.exchange() instanceof Answered answer ? answer.timing() : null;
        return timing != null && timing.times().equals(attempt.times()) ? timing.last() : null;
    }

    private void late(Times begun) {
        if (begun.planned()) {
            lags.add(begun.start() - begun.plan());
            ownLags.add(begun.start() - begun.permit());
        }
    }

    private void add(Attempt attempt, @Nullable Long last) {
        Times times = attempt.times();
        if (times != null) {
            inFlight.add(times.start(), times.end());
            served.add(times.start(), last == null ? times.end() : last);
        }
    }

    private void answered(Timing timing) {
        answered++;
        Long stall = timing.times().stalled();
        if (stall != null) {
            watched++;
            stalled += stall > NOTABLE * timing.serviceNanos() ? 1 : 0;
        }
    }

    /** {@return from the first start of a case to the last; empty if fewer than two were started} */
    Optional<Span> window() {
        return last > first ? Optional.of(new Span(first, last)) : Optional.empty();
    }

    /** {@return how many attempts were in flight} */
    InFlight inFlight() {
        return inFlight;
    }

    /** {@return the same without the time between the last output of an answer and its end} */
    InFlight served() {
        return served;
    }

    /** {@return p99 of how late planned starts were, nanoseconds, the greatest of fewer than a hundred; empty if none was planned} */
    OptionalLong lag() {
        return lags.quantile(HIGH);
    }

    /** {@return the same, counted from when there was room for them in flight} */
    OptionalLong ownLag() {
        return ownLags.quantile(HIGH);
    }

    /** {@return answers that were asked for in this run} */
    long answered() {
        return answered;
    }

    /** {@return those of them of which somebody noted how long the process stood still} */
    long watched() {
        return watched;
    }

    /** {@return those of them for a notable part of whose time it did} */
    long stalled() {
        return stalled;
    }

    /** {@return answers during which the machine's clocks parted} */
    long jumped() {
        return jumped;
    }
}
