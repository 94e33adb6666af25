package dev.promptmeter.run;

import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.FailureKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A case on its way to its result: what was tried so far and when the next try is due. Handled by one thread at a time. */
final class Pending {

    private final Case asked;
    private final List<Attempt> attempts = new ArrayList<>(1);
    private final History.Past past;
    private @Nullable Exchange last;
    private long dueNanos;
    private long waitNanos;

    Pending(Case asked, History.Past past) {
        this.asked = asked;
        this.past = past;
    }

    Case asked() {
        return asked;
    }

    /** {@return what earlier starts have on record of it} */
    History.Past past() {
        return past;
    }

    /** Another attempt is over. */
    void add(Attempt attempt, Exchange exchange) {
        attempts.add(attempt);
        last = exchange;
    }

    /** The next attempt waits. */
    void waitUntil(long due, long wait) {
        dueNanos = due;
        waitNanos = wait;
    }

    int attempts() {
        return attempts.size();
    }

    /** The number of the next attempt; one that was cut off by the end of the program has used up its number. */
    int nextNumber() {
        return Math.max(attempts.size(), past.attempts()) + 1;
    }

    List<Attempt> tried() {
        return attempts;
    }

    @Nullable Exchange last() {
        return last;
    }

    @Nullable FailureKind lastFailure() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).failure();
    }

    long maybeBilled() {
        return attempts.stream().filter(Attempt::maybeBilled).count();
    }

    long dueNanos() {
        return dueNanos;
    }

    long waitNanos() {
        return waitNanos;
    }

    /** From the first attempt's start to the last attempt's end. */
    long elapsedNanos() {
        if (attempts.isEmpty()) {
            return 0;
        }
        var first = attempts.get(0).times();
        var latest = attempts.get(attempts.size() - 1).times();
        return first == null || latest == null ? 0 : latest.end() - first.start();
    }
}
