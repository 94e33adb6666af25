package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.run.FailureRule.Sign;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The way of one kind of request to its endpoint: through a lane, with permits of its model. Not thread-safe: guarded by the queue that
 * it belongs to.
 */
final class Route {

    private final @Nullable Lane lane;
    private final @Nullable TokenEstimate tokens;
    private final List<Permits> permits;
    private final @Nullable Spending spending;
    private final Queue<Pending> begun = new ArrayDeque<>(0);
    private final Queue<Pending> fresh = new ArrayDeque<>(0);

    /** Who goes first of those that wait. */
    enum Turn {
        /** What was begun before. */
        BEGUN,
        /** What was not. */
        FRESH
    }

    /**
     * Leads through a lane.
     *
     * @param permits all of which a request needs
     * @param spending of the run
     */
    Route(Lane lane, Model model, List<Permits> permits, Spending spending) {
        this.lane = lane;
        this.tokens = lane.countsTokens() ? new TokenEstimate(model) : null;
        this.permits = List.copyOf(permits);
        this.spending = spending;
    }

    private Route() {
        this.lane = null;
        this.tokens = null;
        this.permits = List.of();
        this.spending = null;
    }

    /** {@return a way that leads to no endpoint, and is always open} */
    static Route free() {
        return new Route();
    }

    /** {@return the lane that it goes through; null if it leads to no endpoint} */
    @Nullable
    Lane lane() {
        return lane;
    }

    /** Its lane sends nothing for so long. {@code most} are in flight in the whole run. */
    void pause(long nanos, int most, long now) {
        int own = permits.stream().mapToInt(Permits::limit).min().orElse(most);
        if (lane != null) {
            lane.close(nanos, Math.min(own, most), now);
        }
    }

    /** {@return why nothing goes this way any more; null if something may} */
    @Nullable
    Stop over() {
        return lane == null ? null : lane.over();
    }

    /**
     * {@return from when on that one may go; the past if it may at once, {@link Breaker#NEVER} if only an event changes that}
     *
     * <p>The gates in their order: breaker, wait of the lane, starts and tokens, money, permits. Whoever sends sets the money aside, and
     * comes back into the line if another was faster: nobody waits for it holding anything.
     */
    long startsAt(Pending pending) {
        if (lane == null || lane.over() != null) {
            return 0;
        }
        long at = lane.startsAt(amount(pending));
        if (spending != null && !spending.lets(pending.sends().asked())) {
            return Breaker.NEVER;
        }
        for (int i = 0; i < permits.size(); i++) {
            if (!permits.get(i).free()) {
                return Breaker.NEVER;
            }
        }
        return at;
    }

    private double amount(Pending pending) {
        return tokens == null ? 0 : tokens.of(pending.bytesToSend());
    }

    /** That one goes, which may. */
    void begin(Pending pending, long now) {
        if (lane == null) {
            return;
        }
        if (lane.over() != null) {
            pending.passage().leaveOut(lane.over());
            return;
        }
        double amount = amount(pending);
        pending.passage().reserve(amount, pending.bytesToSend());
        pending.delayedTo(lane.startsAt(amount));
        if (lane.begin(amount, now)) {
            pending.passage().findOut();
        }
        for (int i = 0; i < permits.size(); i++) {
            permits.get(i).take();
        }
    }

    /** That one is back, or is not sent after all. */
    void end(Pending pending, long now) {
        if (lane == null || pending.passage().leftOut() != null) {
            return;
        }
        for (int i = 0; i < permits.size(); i++) {
            permits.get(i).release();
        }
        Exchange exchange = pending.passage().takeUntold();
        if (tokens != null) {
            settle(pending, exchange, now);
        }
        Failed failed = exchange instanceof Failed failure ? failure : null;
        if (pending.passage().foundOut()) {
            lane.probed(sign(exchange), failed, now);
        } else {
            lane.ended(sign(exchange), failed, now);
        }
    }

    private void settle(Pending pending, @Nullable Exchange exchange, long now) {
        if (tokens == null || lane == null) {
            return;
        }
        if (exchange == null) {
            lane.settle(pending.passage().tokens(), now);
        } else if (exchange instanceof Answered answered) {
            Double used = tokens.settled(
                    pending.passage().bytes(), answered.completion().usage());
            lane.settle(used == null ? 0 : pending.passage().tokens() - used, now);
        }
    }

    /** {@return what an exchange tells of its endpoint; null for none} */
    static Sign sign(@Nullable Exchange exchange) {
        if (exchange instanceof Failed failed) {
            return FailureRule.of(failed).sign();
        }
        return exchange == null ? Sign.NONE : Sign.ANSWERED;
    }

    /** That one stands in line until it may go. */
    void hold(Pending pending, Turn turn) {
        line(turn).add(pending);
    }

    private Queue<Pending> line(Turn turn) {
        return turn == Turn.BEGUN ? begun : fresh;
    }

    /** {@return the first in that line; null if nobody stands there} */
    @Nullable
    Pending first(Turn turn) {
        return line(turn).peek();
    }

    /** {@return the first in that line, which leaves it; null if nobody stands there} */
    @Nullable
    Pending poll(Turn turn) {
        return line(turn).poll();
    }
}
