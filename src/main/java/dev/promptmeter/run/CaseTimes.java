package dev.promptmeter.run;

import dev.promptmeter.chat.FailureKind;
import dev.promptmeter.chat.Times;
import dev.promptmeter.chat.Timing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the time of an answered repeat was spent on, from the instant at which it was due to its last output, in nanoseconds. The
 * parts add up to the whole, to the nanosecond.
 *
 * @param dispatchLag until the first attempt was handed to the client: the doing of the harness or of a limit, not of the endpoint
 * @param failedAttempts in attempts before the answered one
 * @param retryWait in back-off and waits that the endpoint asked for
 * @param throttleWait of those, after an answer that told us to slow down
 * @param otherWait between attempts besides, in the queue
 * @param service in the answered attempt, to its last output
 */
public record CaseTimes(
        long dispatchLag, long failedAttempts, long retryWait, long throttleWait, long otherWait, long service) {

    /** {@return the parts of those attempts, the last of which has that timing; null if the end of one is not on record} */
    static @Nullable CaseTimes of(List<Attempt> attempts, Timing answered) {
        for (Attempt attempt : attempts) {
            if (attempt.times() == null) {
                return null;
            }
        }
        if (attempts.isEmpty()) {
            return null;
        }
        var parts = new Parts();
        for (int i = 1; i < attempts.size(); i++) {
            parts.add(attempts.get(i - 1), attempts.get(i));
        }
        Times first = attempts.get(0).times();
        return first == null ? null : parts.whole(first.start() - first.plan(), answered.serviceNanos());
    }

    /** What lies between the starts of attempts. */
    private static final class Parts {

        private long failed;
        private long waited;
        private long throttled;
        private long other;

        void add(Attempt before, Attempt after) {
            Times earlier = before.times();
            Times later = after.times();
            if (earlier == null || later == null) {
                return;
            }
            failed += earlier.end() - earlier.start();
            waited += after.waitNanos();
            throttled += before.failure() == FailureKind.RATE ? after.waitNanos() : 0;
            other += later.start() - earlier.end() - after.waitNanos();
        }

        CaseTimes whole(long lag, long service) {
            return new CaseTimes(lag, failed, waited, throttled, other, service);
        }
    }

    /** {@return from the instant at which it was due to its last output} */
    public long response() {
        return dispatchLag + failedAttempts + retryWait + otherWait + service;
    }
}
