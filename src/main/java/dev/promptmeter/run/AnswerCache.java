package dev.promptmeter.run;

import dev.promptmeter.chat.RecordedAnswer;
import org.jspecify.annotations.Nullable;

/** Answers of other runs by answer key: an aid that may forget anything at any time. Safe for many threads; never throws. */
public interface AnswerCache {

    /** Why a repeat was left out by a run that sends nothing. */
    String MISSED = "not in the cache, and a run with cache: only sends nothing";

    /** A run without a cache. */
    AnswerCache NONE = new AnswerCache() {

        @Override
        public @Nullable CachedAnswer find(String key) {
            return null;
        }

        @Override
        public void keep(String key, RecordedAnswer answer) {}

        @Override
        public Misses misses() {
            return Misses.ASKED;
        }
    };

    /** {@return what is kept under that key; null if nothing is, or it is damaged} */
    @Nullable
    CachedAnswer find(String key);

    /** Keeps a complete answer, which is on record already. */
    void keep(String key, RecordedAnswer answer);

    /** {@return what becomes of repeats that it has no answer to} */
    Misses misses();

    /** What becomes of repeats that a cache has no answer to. */
    enum Misses {
        /** They are asked. */
        ASKED,
        /** They are left out: nothing is sent at all. */
        LEFT_OUT
    }
}
