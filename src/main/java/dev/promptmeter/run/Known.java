package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a repeat before anything is asked.
 *
 * @param from where from
 * @param answered its answer; null if it has none, or nobody has to look at it
 */
record Known(From from, @Nullable Answered answered) {

    private static final Known NOTHING = new Known(From.NOBODY, null);

    /** Where something is known from. */
    enum From {
        /** Nothing is known. */
        NOBODY,
        /** The cache has its answer. */
        CACHE,
        /** Its answer is on record, and is judged. */
        RECORD,
        /** Its result is on record. */
        RESULT
    }

    /** {@return what a start would find of that repeat} */
    static Known of(Case asked, History history, AnswerCache cache) {
        History.Past past = history.of(asked.key());
        if (past.settled() == History.Settled.YES) {
            // Those that it is compared with need its answer.
            return new Known(From.RESULT, asked.seat() == null ? null : answer(asked, history.whole(asked.key())));
        }
        Answered answer = answer(asked, past);
        if (answer != null) {
            return new Known(From.RECORD, answer);
        }
        if (past.settled() == History.Settled.JUDGE_AGAIN) {
            return new Known(From.RESULT, null);
        }
        CachedAnswer hit = past.attempts().isEmpty() ? cache.find(asked.key()) : null;
        return hit != null && read(asked, hit) instanceof Answered found ? new Known(From.CACHE, found) : NOTHING;
    }

    private static @Nullable Answered answer(Case asked, History.Past past) {
        if (past.cached() != null) {
            return read(asked, past.cached()) instanceof Answered answered ? answered : null;
        }
        for (History.Tried tried : past.attempts()) {
            if (tried.answer() != null
                    && asked.model().wire().reader().read(tried.answer()) instanceof Answered answered) {
                return answered;
            }
        }
        return null;
    }

    private static Exchange read(Case asked, CachedAnswer hit) {
        return asked.model().wire().reader().read(hit.answer());
    }

    /** {@return whether no answer is asked for} */
    boolean answers() {
        return from != From.NOBODY;
    }

    /** {@return whether nothing at all is left to do} */
    boolean settled() {
        return from == From.RESULT;
    }
}
