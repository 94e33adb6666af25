package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.run.FailureRule.Sign;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How many requests may be in flight: as many as there are slots, or as many as are found to go well, grown by addition and cut by
 * multiplication. Fewer in either case where this machine refuses. Not thread-safe.
 */
final class Ceiling {

    private static final int FIRST = 8;
    private static final double CUT = 0.7;
    private static final double LOCAL_CUT = 0.5;
    private static final long BETWEEN_CUTS_NANOS = Duration.ofSeconds(15).toNanos();

    private final int most;
    private final boolean adaptive;
    private final Consumer<CourseEvent> events;
    private int limit;
    private boolean doubling = true;
    private boolean filled;
    private boolean troubled;
    private int answered;
    private long nextCut;

    Ceiling(Load load, Consumer<CourseEvent> events) {
        this.most = load.slots();
        this.adaptive = load instanceof Load.Adaptive;
        this.limit = adaptive ? Math.min(FIRST, most) : most;
        this.events = events;
    }

    /** {@return how many may be in flight} */
    int limit() {
        return limit;
    }

    /** {@return whether one more may be, beside so many} */
    boolean admits(int inFlight) {
        filled |= inFlight >= limit - 1;
        return inFlight < limit;
    }

    /** A request is over: its first attempt, or one after others. */
    void ended(Pending pending, Exchange exchange, long now) {
        if (exchange instanceof Answered) {
            if (adaptive && pending.attempts() == 1) {
                wentWell(now);
            }
        } else {
            failed((Failed) exchange, now);
        }
    }

    private void wentWell(long now) {
        answered++;
        if (answered < limit) {
            return;
        }
        if (!troubled && filled && limit < most) {
            change(Math.min(most, doubling ? limit * 2 : limit + 1), "a round went well", now);
        }
        nextRound();
    }

    private void nextRound() {
        answered = 0;
        troubled = false;
        filled = false;
    }

    private void failed(Failed failed, long now) {
        FailureRule rule = FailureRule.of(failed);
        if (rule == FailureRule.LOCAL) {
            cut(LOCAL_CUT, BETWEEN_CUTS_NANOS, "this machine refused a connection", now);
        } else if (adaptive && rule == FailureRule.RATE) {
            doubling = false;
            long told = failed.retryAfter() == null ? 0 : failed.retryAfter().toNanos();
            cut(CUT, Math.max(BETWEEN_CUTS_NANOS, told), "the endpoint answered 429", now);
        } else {
            troubled |= rule.sign() == Sign.ILL || rule.sign() == Sign.SILENT || rule.sign() == Sign.UNREACHED;
        }
    }

    /** What was in flight with the first refusal is often refused too: that is one trouble, not many. */
    private void cut(double factor, long pause, String why, long now) {
        if (now < nextCut) {
            return;
        }
        nextCut = now + pause;
        nextRound();
        int lower = Math.max(1, (int) (limit * factor));
        if (lower < limit) {
            change(lower, why, now);
        }
    }

    private void change(int to, String why, long now) {
        String text = "concurrency " + limit + " to " + to + ": " + why;
        limit = to;
        events.accept(new CourseEvent(now, CourseEvent.Kind.CONCURRENCY, null, text, to, null));
    }
}
