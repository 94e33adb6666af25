package dev.promptmeter.run;

import dev.promptmeter.run.Route.Turn;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Everything that waits and holds no thread: retries until they are due, and whatever its lane does not let through yet. Not thread-safe. */
final class WaitingLine {

    private final PriorityQueue<Pending> resting = new PriorityQueue<>(Comparator.comparingLong(Pending::dueNanos));
    private final List<Route> routes;
    private int held;

    WaitingLine(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    boolean isEmpty() {
        return held == 0 && resting.isEmpty();
    }

    int size() {
        return held + resting.size();
    }

    /** A retry waits until it is due. */
    void rest(Pending pending) {
        resting.add(pending);
    }

    /** It waits until its route lets it through. */
    void hold(Pending pending, Turn turn) {
        pending.passage().route().hold(pending, turn);
        held++;
    }

    /** {@return the first that may go now, already on its way; null if there is none} */
    @Nullable
    Pending next(long now) {
        rise(now);
        if (held == 0) {
            return null;
        }
        Pending begun = next(Turn.BEGUN, now);
        return begun != null ? begun : next(Turn.FRESH, now);
    }

    private void rise(long now) {
        for (Pending first = resting.peek(); first != null && first.dueNanos() <= now; first = resting.peek()) {
            resting.poll();
            hold(first, Turn.BEGUN);
        }
    }

    private @Nullable Pending next(Turn turn, long now) {
        for (Route route : routes) {
            Pending first = route.first(turn);
            if (first != null && route.startsAt(first) <= now) {
                held--;
                route.poll(turn);
                route.begin(first, now);
                return first;
            }
        }
        return null;
    }

    /** {@return when to look again; {@link Breaker#NEVER} if only an event changes anything} */
    long wakesAt() {
        Pending resting = this.resting.peek();
        long at = resting == null ? Breaker.NEVER : resting.dueNanos();
        for (Route route : routes) {
            at = Math.min(at, Math.min(startOf(route, Turn.BEGUN), startOf(route, Turn.FRESH)));
        }
        return at;
    }

    private static long startOf(Route route, Turn turn) {
        Pending first = route.first(turn);
        return first == null ? Breaker.NEVER : route.startsAt(first);
    }

    /** {@return any of them, which leaves; null if there is none} */
    @Nullable
    Pending any() {
        Pending found = resting.poll();
        for (Route route : routes) {
            for (Turn turn : Turn.values()) {
                if (found == null) {
                    found = route.poll(turn);
                    held -= found == null ? 0 : 1;
                }
            }
        }
        return found;
    }
}
