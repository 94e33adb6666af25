package dev.promptmeter.run;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.chat.Times;
import dev.promptmeter.cost.Cost;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP try for a repeat.
 *
 * @param number from 1; goes on counting after a resume
 * @param requestId client request id
 * @param status HTTP status; null if no head was seen
 * @param failure why it gave no answer; null if it did
 * @param times its instants; null if it was never recorded as ended
 * @param waitNanos waited before it since the previous attempt; 0 for the first
 * @param billed whether the provider may have charged
 * @param cost what it cost
 */
public record Attempt(
        int number,
        String requestId,
        @Nullable Integer status,
        @Nullable FailureKind failure,
        @Nullable Times times,
        long waitNanos,
        Billed billed,
        Cost cost) {

    /**
     * What is known of an attempt before anything came back.
     *
     * @param number from 1; goes on counting after a resume
     * @param requestId client request id
     * @param waitNanos waited before it since the previous attempt; 0 for the first
     */
    public record Begun(int number, String requestId, long waitNanos) {}

    /** {@return an attempt that came to its end, good or bad} */
    public static Attempt ended(Begun begun, RecordedAnswer recorded, Exchange exchange, Cost cost) {
        Failed failed = exchange instanceof Failed failure ? failure : null;
        return new Attempt(
                begun.number(),
                begun.requestId(),
                recorded.status(),
                failed == null ? null : failed.kind(),
                recorded.times(),
                begun.waitNanos(),
                failed == null ? Billed.YES : failed.billed(),
                cost);
    }

    /** {@return an attempt that was sent, and nothing is known of what became of it} */
    public static Attempt cutOff(Begun begun, Cost cost) {
        return new Attempt(
                begun.number(),
                begun.requestId(),
                null,
                FailureKind.CANCELLED,
                null,
                begun.waitNanos(),
                Billed.MAYBE,
                cost);
    }

    /** {@return the same at that cost} */
    Attempt at(Cost other) {
        return new Attempt(number, requestId, status, failure, times, waitNanos, billed, other);
    }

    /** {@return whether it may have been billed without a usable answer} */
    public boolean maybeBilled() {
        return failure != null && billed == Billed.MAYBE;
    }
}
