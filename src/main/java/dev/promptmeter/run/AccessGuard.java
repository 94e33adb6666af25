package dev.promptmeter.run;

import dev.promptmeter.chat.Failed;
import dev.promptmeter.chat.FailureKind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Notices that a run cannot go on: the key is refused, or nothing has been answered and the first failures agree.
 *
 * <p>Safe for many threads.
 */
final class AccessGuard {

    private static final int AGREEING = 3;

    private static final Set<FailureKind> AT_ONCE = EnumSet.of(FailureKind.AUTH, FailureKind.CREDIT, FailureKind.QUOTA);

    private static final Set<FailureKind> UNREACHABLE =
            EnumSet.of(FailureKind.DNS, FailureKind.CONNECT, FailureKind.PROXY, FailureKind.TLS);

    private static final Set<FailureKind> REFUSED = EnumSet.of(
            FailureKind.BAD_REQUEST,
            FailureKind.NOT_FOUND,
            FailureKind.REDIRECT,
            FailureKind.PROVIDER,
            FailureKind.MALFORMED_SUCCESS);

    private boolean answered;
    private int unreachable;
    private int refused;
    private FailureKind refusal = FailureKind.BAD_REQUEST;
    private String lastMessage = "";

    /** An answer came. */
    synchronized void answered() {
        answered = true;
    }

    /** {@return a reason to stop, after a repeat failed for good} */
    synchronized Optional<Stop> failed(Failed failure) {
        lastMessage = failure.message();
        boolean certificate =
                failure.kind() == FailureKind.TLS && failure.flags().contains("no_retry");
        if (AT_ONCE.contains(failure.kind()) || certificate) {
            return Optional.of(stop());
        }
        if (answered) {
            return Optional.empty();
        }
        if (failure.kind() == FailureKind.FORBIDDEN) {
            return Optional.of(stop());
        }
        count(failure.kind());
        return unreachable >= AGREEING || refused >= AGREEING ? Optional.of(stop()) : Optional.empty();
    }

    private void count(FailureKind kind) {
        if (UNREACHABLE.contains(kind)) {
            unreachable++;
        } else if (REFUSED.contains(kind)) {
            refused = kind == refusal ? refused + 1 : 1;
            refusal = kind;
        }
    }

    /** {@return a reason to call the whole run stopped, at its end: all there was failed in one of these ways} */
    synchronized Optional<Stop> ended(long failures) {
        boolean allAlike = failures > 0 && (unreachable == failures || refused == failures);
        return !answered && allAlike ? Optional.of(stop()) : Optional.empty();
    }

    private Stop stop() {
        return new Stop(Stop.Cause.ACCESS, lastMessage);
    }
}
