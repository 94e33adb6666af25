package dev.promptmeter.run;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a failed attempt is followed by another, and when. Safe for many threads. */
final class RetryRule {

    /** Another try is pointless: a flag of the failure. */
    static final String NEVER = "no_retry";

    private static final String ADVISED = "retry_advised";
    private static final Set<FailureKind> MALFORMED =
            EnumSet.of(FailureKind.MALFORMED_SUCCESS, FailureKind.MALFORMED_CONTENT);

    private final Retry retry;
    private final Backoff backoff;
    private final RetryBudget budget;

    RetryRule(Retry retry, Backoff backoff, RetryBudget budget) {
        this.retry = retry;
        this.backoff = backoff;
        this.budget = budget;
    }

    /** What follows a failed attempt. */
    sealed interface Decision {

        /** The failure is final. */
        record Final() implements Decision {}

        /** Another attempt after so many nanoseconds. */
        record Again(long waitNanos) implements Decision {}
    }

    /** {@return whether the endpoint asks its lane for a longer wait than a run sits out} */
    boolean asksTooMuch(Failed failed) {
        return told(failed) && failed.retryAfter().compareTo(retry.maxWait()) > 0;
    }

    /** {@return how long the lane is to wait, a little more than it is asked to, nanoseconds; null if it is not} */
    @Nullable
    Long pauseNanos(Failed failed) {
        return told(failed) && !asksTooMuch(failed) ? (Long) backoff.told(failed.retryAfter()) : null;
    }

    private static boolean told(Failed failed) {
        FailureRule rule = FailureRule.of(failed);
        boolean heeded = rule.reach() == FailureRule.Reach.LANE || rule == FailureRule.UNPAID;
        return heeded && failed.retryAfter() != null;
    }

    /**
     * {@return what follows that failure}
     *
     * @param pauseNanos how long its lane waits; null if it does not
     */
    Decision decide(Pending pending, Failed failed, @Nullable Long pauseNanos) {
        if (!mayFollow(pending, failed) || asksTooMuch(failed)) {
            return new Decision.Final();
        }
        long wait = waitNanos(pending, failed, pauseNanos);
        if (late(pending, wait) || !paced(failed, pauseNanos) && !budget.take()) {
            return new Decision.Final();
        }
        return new Decision.Again(wait);
    }

    private long waitNanos(Pending pending, Failed failed, @Nullable Long pauseNanos) {
        if (FailureRule.of(failed).repeat() == FailureRule.Repeat.AT_ONCE) {
            return 0;
        }
        long jitter = backoff.nanos(pending.attempts());
        Long floor = pauseNanos == null && failed.retryAfter() != null
                ? (Long) backoff.told(failed.retryAfter())
                : pauseNanos;
        return floor == null ? jitter : Math.max(floor, jitter);
    }

    /** Who waits as long as he is told, or only found a door shut, adds nothing to the load of an endpoint in trouble. */
    private static boolean paced(Failed failed, @Nullable Long pauseNanos) {
        FailureRule rule = FailureRule.of(failed);
        return pauseNanos != null || rule == FailureRule.RATE || rule == FailureRule.STALE;
    }

    /** {@return whether so much more waiting passes the time that a repeat may take} */
    boolean late(Pending pending, long waitNanos) {
        return pending.elapsedNanos() + waitNanos > retry.maxElapsed().toNanos();
    }

    /** {@return whether that failure may be followed by another attempt, time and budget left aside} */
    boolean mayFollow(Pending pending, Failed failed) {
        return pending.attempts() <= retry.max()
                && !failed.flags().contains(NEVER)
                && retry.on().includes(failed)
                && worthIt(pending, failed);
    }

    private boolean worthIt(Pending pending, Failed failed) {
        return switch (FailureRule.of(failed).repeat()) {
            case YES, AT_ONCE -> unbilled(pending, failed);
            // An endpoint that says when to come back may mean it, once.
            case ONCE_IF_TOLD -> failed.retryAfter() != null && pending.attempts() == 1;
            case AS_MALFORMED -> pending.failures(MALFORMED) <= retry.malformed() || advised(failed);
            case NEVER -> advised(failed);
        };
    }

    private boolean unbilled(Pending pending, Failed failed) {
        return failed.billed() == Billed.NO || pending.maybeBilled() <= retry.maybeBilled();
    }

    private static boolean advised(Failed failed) {
        return failed.flags().contains(ADVISED) && failed.billed() == Billed.NO;
    }
}
