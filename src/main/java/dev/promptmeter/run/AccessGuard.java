package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a run cannot go on: the key is refused, or nothing has been answered and the first failures agree.
 *
 * <p>Safe for many threads.
 */
final class AccessGuard {

    private static final int AGREEING = 3;

    private volatile boolean answered;
    private int unreachable;
    private int refused;
    private @Nullable FailureKind refusal;
    private @Nullable Failed last;

    /** An answer came. */
    void answered() {
        // Written once: what every answer writes, every core has to fetch again.
        if (!answered) {
            answered = true;
        }
    }

    /** {@return a reason to stop, after a repeat failed for good} */
    synchronized Optional<Stop> failed(Failed failure) {
        last = failure;
        if (answered || refuses(failure)) {
            return refuses(failure) ? stop() : Optional.empty();
        }
        count(failure.kind(), FailureRule.of(failure).reach());
        return unreachable >= AGREEING || refused >= AGREEING ? stop() : Optional.empty();
    }

    /** {@return whether that failure alone says that nothing more will be answered} */
    boolean refuses(Failed failure) {
        FailureRule.Reach reach = FailureRule.of(failure).reach();
        return reach == FailureRule.Reach.STOP || reach == FailureRule.Reach.STOP_IF_NOTHING_ANSWERED && !answered;
    }

    private void count(FailureKind kind, FailureRule.Reach reach) {
        if (reach == FailureRule.Reach.ENDPOINT) {
            unreachable++;
        } else if (reach == FailureRule.Reach.AGREEING) {
            refused = kind == refusal ? refused + 1 : 1;
            refusal = kind;
        }
    }

    /** {@return a reason to call the whole run stopped, at its end: all there was failed in one of these ways} */
    synchronized Optional<Stop> ended(long failures) {
        boolean allAlike = failures > 0 && (unreachable == failures || refused == failures);
        return !answered && allAlike ? stop() : Optional.empty();
    }

    private Optional<Stop> stop() {
        return Optional.ofNullable(last).map(StopTexts::access);
    }
}
