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
    private @Nullable Long begunNanos;
    private @Nullable Long dueNanos;
    private long endedNanos;
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

    /** {@return whether earlier starts have begun it} */
    boolean resumed() {
        return !past.attempts().isEmpty();
    }

    /** An attempt of an earlier start; its exchange is null if it was cut off. */
    void addPast(Attempt attempt, @Nullable Exchange exchange) {
        attempts.add(attempt);
        last = exchange == null ? last : exchange;
    }

    /** Another attempt is over. */
    void add(Attempt attempt, Exchange exchange) {
        addPast(attempt, exchange);
        begunNanos = begunNanos == null ? exchange.timing().times().start() : begunNanos;
        endedNanos = exchange.timing().times().end();
    }

    /** The next attempt waits. */
    void waitUntil(long due, long wait) {
        dueNanos = due;
        waitNanos = wait;
    }

    int attempts() {
        return attempts.size();
    }

    /** {@return the number of the next attempt; one that was cut off by the end of the program has used up its number} */
    int nextNumber() {
        return attempts.isEmpty() ? 1 : attempts.get(attempts.size() - 1).number() + 1;
    }

    List<Attempt> tried() {
        return attempts;
    }

    /** {@return what the latest attempt with an end came to; null if there is none} */
    @Nullable
    Exchange last() {
        return last;
    }

    /** {@return why the latest attempt failed; null if there is none} */
    @Nullable
    FailureKind lastFailure() {
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).failure();
    }

    long maybeBilled() {
        return attempts.stream().filter(Attempt::maybeBilled).count();
    }

    /** {@return when the next attempt is due; 0 for at once} */
    long dueNanos() {
        return dueNanos == null ? 0 : dueNanos;
    }

    /** {@return whether it has waited for its turn to be tried again} */
    boolean waited() {
        return dueNanos != null;
    }

    long waitNanos() {
        return waitNanos;
    }

    /** {@return from the start of this start's first attempt to the end of its latest} */
    long elapsedNanos() {
        return begunNanos == null ? 0 : endedNanos - begunNanos;
    }
}
