package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;

/** What the workers of a run do with its cache. Safe for many threads. */
final class CacheUse {

    private final AnswerCache cache;
    private final Recorder recorder;
    private final AttemptReader reader;

    CacheUse(AnswerCache cache, Recorder recorder, AttemptReader reader) {
        this.cache = cache;
        this.recorder = recorder;
        this.reader = reader;
    }

    /** {@return whether the repeat has its answer from the cache, and that is on record; only for one that was never asked} */
    boolean answers(Pending pending) {
        if (cache == AnswerCache.NONE || pending.begun()) {
            return false;
        }
        Case asked = pending.asked();
        CachedAnswer hit = cache.find(asked.key());
        Tries found = hit == null ? null : reader.cached(asked.model(), hit);
        if (found == null || !(found.last() instanceof Answered)) {
            return false;
        }
        recorder.cached(asked, hit);
        pending.found(found);
        return true;
    }

    /** {@return whether a repeat without an answer is left out} */
    boolean leavesOut() {
        return cache.misses() == AnswerCache.Misses.LEFT_OUT;
    }

    /** Something came back; an answer to a case is kept once it is on record. */
    void keep(Pending pending, RecordedAnswer recorded, Exchange exchange, Recorder.Ticket written)
            throws InterruptedException {
        if (cache != AnswerCache.NONE && exchange instanceof Answered && pending.judged() == null) {
            written.await();
            cache.keep(pending.asked().key(), recorded);
        }
    }
}
