package dev.promptmeter.run;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.util.EnumSet;
import java.util.Set;

/** Whether a failed attempt is followed by another. */
final class RetryRule {

    private static final Set<FailureKind> LATER_PERHAPS = EnumSet.of(
            FailureKind.RATE,
            FailureKind.SERVER,
            FailureKind.DNS,
            FailureKind.CONNECT,
            FailureKind.PROXY,
            FailureKind.LOCAL_LIMIT);

    private static final Set<FailureKind> BROKEN_OFF = EnumSet.of(
            FailureKind.STALE_CONNECTION,
            FailureKind.RESET,
            FailureKind.TIMEOUT,
            FailureKind.PROTOCOL,
            FailureKind.GOAWAY);

    private final Retry retry;
    private final Backoff backoff;

    RetryRule(Retry retry, Backoff backoff) {
        this.retry = retry;
        this.backoff = backoff;
    }

    /** What follows a failed attempt. */
    sealed interface Decision {

        /** The failure is final. */
        record Final() implements Decision {}

        /** Another attempt after so many nanoseconds. */
        record Again(long waitNanos) implements Decision {}

        /** The endpoint asks for a longer wait than a run sits out. */
        record TooLong() implements Decision {}
    }

    /** {@return what follows that failure} */
    Decision decide(Pending pending, Failed failed) {
        if (pending.attempts() > retry.max() || !mayRepeat(pending, failed)) {
            return new Decision.Final();
        }
        if (failed.retryAfter() != null && failed.retryAfter().compareTo(retry.maxWait()) > 0) {
            return new Decision.TooLong();
        }
        long wait = failed.kind() == FailureKind.STALE_CONNECTION
                ? 0
                : backoff.nanos(pending.attempts(), failed.retryAfter());
        boolean inTime = pending.elapsedNanos() + wait <= retry.maxElapsed().toNanos();
        return inTime ? new Decision.Again(wait) : new Decision.Final();
    }

    private boolean mayRepeat(Pending pending, Failed failed) {
        if (failed.kind() == FailureKind.CREDIT) {
            // An endpoint that says when to come back may mean it, once.
            return failed.retryAfter() != null && pending.attempts() == 1;
        }
        boolean worthIt = LATER_PERHAPS.contains(failed.kind())
                || BROKEN_OFF.contains(failed.kind())
                || failed.flags().contains("retry_advised");
        boolean safe = failed.billed() == Billed.NO || pending.maybeBilled() <= retry.maybeBilled();
        return worthIt && safe && !failed.flags().contains("no_retry");
    }
}
