package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What earlier starts of the same run have on record. */
@FunctionalInterface
public interface History {

    /** A run that starts from nothing. */
    History NONE = key -> Past.NOTHING;

    /** {@return what is on record under that answer key} */
    Past of(String key);

    /** {@return everything on record under that answer key, also of a repeat that has its final result} */
    default Past whole(String key) {
        return of(key);
    }

    /**
     * {@return what is on record of a question to a judge: about that case, or about another whose question has the same key}
     *
     * @param key of the question
     */
    default Past judged(CaseId id, String key) {
        return Past.NOTHING;
    }

    /** Gives every request to a judge on record. */
    default void toJudges(Consumer<Sent> reader) {}

    /** Gives everything that was sent, whatever for. */
    default void sent(Consumer<Sent> reader) {}

    /**
     * One request on record, whatever it was for.
     *
     * @param use what it was sent for
     * @param model id of the model of the case that it was sent for
     * @param reservedPico picodollars that were set aside for it; null if spending was not limited
     * @param body what was sent, as far as it is on record; empty if it is not; not to be changed
     * @param answer what came back; null if it was cut off
     */
    record Sent(
            Use use,
            String model,
            @Nullable Long reservedPico,
            byte[] body,
            @Nullable RecordedAnswer answer) {}

    /** What a request is sent for. */
    enum Use {
        /** A case, or a warm-up. */
        CASE,
        /** What a judge says of an answer. */
        JUDGE,
        /** Numbers that stand for texts. */
        EMBEDDINGS
    }

    /**
     * What is on record of one repeat.
     *
     * @param settled whether it has a final result, so that nothing is left to do
     * @param attempts every attempt that was begun, in order; their instants count from the origin of this start of the program
     * @param cached its answer from the cache; null if it has none
     */
    record Past(
            Settled settled, List<Tried> attempts, @Nullable CachedAnswer cached) {

        /** Nothing is on record. */
        public static final Past NOTHING = new Past(Settled.NO, List.of());

        /** What is on record without a cache. */
        public Past(Settled settled, List<Tried> attempts) {
            this(settled, attempts, null);
        }

        /** Copies the attempts. */
        public Past {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * One attempt on record.
     *
     * @param begun what was known when it was sent
     * @param answer what came back; null if it was cut off by the end of the program
     */
    record Tried(Attempt.Begun begun, @Nullable RecordedAnswer answer) {}

    /** Whether a repeat has its final result. */
    enum Settled {
        /** It has. */
        YES,
        /** It has not. */
        NO,
        /** It has, and what it ended with is judged once more: by other checks, or under another name. */
        JUDGE_AGAIN,
        /** It is an error that is not left at that: a failure is asked again, an answer is judged again. */
        ERROR_AGAIN
    }
}
