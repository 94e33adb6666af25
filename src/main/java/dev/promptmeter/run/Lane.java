package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.run.FailureRule.Sign;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint limits together: one origin, model name and key. Says when its next request may begin. Not thread-safe: guarded by the
 * queue that it belongs to.
 */
final class Lane {

    private final String name;
    private final Breaker breaker = new Breaker();
    private final LaneWait wait = new LaneWait();
    private final @Nullable Bucket starts;
    private final @Nullable Bucket tokens;
    private final Consumer<CourseEvent> events;
    private final BooleanSupplier heard;
    private @Nullable Failed lastIll;
    private @Nullable Stop over;

    /**
     * What a lane is made of.
     *
     * @param name for people
     * @param startsPerMinute null for no limit
     * @param tokensPerMinute null for no limit
     */
    record Limits(
            String name,
            @Nullable Double startsPerMinute,
            @Nullable Long tokensPerMinute) {}

    /**
     * An open lane.
     *
     * @param events takes what happens to it
     * @param heard whether any endpoint of the run has answered: before that, one that cannot be reached ends the run and opens no breaker
     */
    Lane(Limits limits, Consumer<CourseEvent> events, BooleanSupplier heard) {
        this.name = limits.name();
        this.starts = limits.startsPerMinute() == null ? null : new Bucket(limits.startsPerMinute());
        this.tokens = limits.tokensPerMinute() == null ? null : new Bucket(limits.tokensPerMinute());
        this.events = events;
        this.heard = heard;
    }

    /** {@return whether requests have to say how many tokens they will take} */
    boolean countsTokens() {
        return tokens != null;
    }

    /**
     * {@return from when on a request may begin; the past if it may at once, {@link Breaker#NEVER} if only an event changes that}
     *
     * @param amount tokens that it will take
     */
    long startsAt(double amount) {
        long at = Math.max(breaker.startsAt(), wait.startsAt());
        at = starts == null ? at : Math.max(at, starts.startsAt(1));
        return tokens == null ? at : Math.max(at, tokens.startsAt(amount));
    }

    /** A request begins that may. {@return whether it is to find out if the endpoint is well} */
    boolean begin(double amount, long now) {
        wait.begin(now);
        if (starts != null) {
            starts.take(1, now);
        }
        if (tokens != null) {
            tokens.take(amount, now);
        }
        return breaker.begin();
    }

    /** So many tokens were taken and not used; below 0 for more than were taken. */
    void settle(double amount, long now) {
        if (tokens != null) {
            tokens.settle(amount, now);
        }
    }

    /** A request is over that was to find out. */
    void probed(Sign sign, @Nullable Failed failed, long now) {
        lastIll = failed == null ? lastIll : failed;
        breaker.probed(sign, now);
        switch (breaker.state()) {
            case CLOSED -> tell(CourseEvent.Kind.BREAKER, "it answers again", now, null);
            case OVER -> end(StopTexts.outage(name, lastIll), now);
            default -> tell(CourseEvent.Kind.BREAKER, "it still fails", now, breaker.startsAt());
        }
    }

    /** Any other request is over. */
    void ended(Sign sign, @Nullable Failed failed, long now) {
        Breaker.State before = breaker.state();
        breaker.ended(sign == Sign.UNREACHED && !heard.getAsBoolean() ? Sign.NONE : sign, now);
        if (breaker.state() != before) {
            lastIll = failed;
            tell(CourseEvent.Kind.BREAKER, "it fails and is left alone for 30 s", now, breaker.startsAt());
        }
    }

    /**
     * Nothing begins for so long.
     *
     * @param before requests that were in flight at most, to which it reopens gradually
     */
    void close(long nanos, int before, long now) {
        wait.close(now + nanos, before);
        tell(CourseEvent.Kind.PAUSE, "it asks for a wait of " + StopTexts.seconds(nanos), now, wait.opensFully());
    }

    /** Nothing begins any more in this run. */
    void end(Stop reason, long now) {
        if (over == null) {
            over = reason;
            boolean asked = reason.cause() == Stop.Cause.WAIT;
            CourseEvent.Kind kind = asked ? CourseEvent.Kind.PAUSE : CourseEvent.Kind.BREAKER;
            tell(kind, "nothing more is sent to it", now, Breaker.NEVER);
        }
    }

    /** {@return what its breaker lets through} */
    Breaker.State breaker() {
        return breaker.state();
    }

    /** {@return why nothing begins any more; null if something may} */
    @Nullable
    Stop over() {
        return over;
    }

    private void tell(CourseEvent.Kind kind, String what, long now, @Nullable Long until) {
        events.accept(new CourseEvent(now, kind, name, what, null, until));
    }
}
