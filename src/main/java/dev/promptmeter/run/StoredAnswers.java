package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What another run has on record of the cases of a plan. */
@FunctionalInterface
public interface StoredAnswers {

    /** {@return what that run has on record of what this case asks} */
    Past of(Case asked);

    /** {@return what judges have on record there; safe for many threads} */
    default History judges() {
        return History.NONE;
    }

    /**
     * What is on record of one repeat.
     *
     * @param settled whether its last attempt was final, good or bad
     * @param attempts every attempt that was begun, in order
     * @param judging every call of a judge about its answer that was begun, in order
     * @param cached its answer from the cache; null if it has none
     */
    record Past(
            History.Settled settled,
            List<Sent> attempts,
            List<Sent> judging,
            @Nullable CachedAnswer cached) {

        /** Nothing is on record. */
        public static final Past NOTHING = new Past(History.Settled.NO, List.of(), List.of(), null);

        /** Copies the lists. */
        public Past {
            attempts = List.copyOf(attempts);
            judging = List.copyOf(judging);
        }
    }

    /**
     * One attempt on record.
     *
     * @param intent what was sent, under the name that its case has now
     * @param answer what came back; its instants count from the origin of the journal that it is copied to; null if it was cut off
     */
    record Sent(Intent intent, @Nullable RecordedAnswer answer) {}
}
