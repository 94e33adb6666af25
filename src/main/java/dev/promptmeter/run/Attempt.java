package dev.promptmeter.run;

import dev.promptmeter.chat.Billed;
import dev.promptmeter.chat.FailureKind;
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

    /** {@return whether it may have been billed without a usable answer} */
    public boolean maybeBilled() {
        return failure != null && billed == Billed.MAYBE;
    }
}
