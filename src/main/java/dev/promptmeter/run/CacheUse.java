package dev.promptmeter.run;

import dev.promptmeter.chat.Answered;
import dev.promptmeter.chat.Exchange;
import dev.promptmeter.chat.RecordedAnswer;
import dev.promptmeter.cost.PriceList;

/** What the workers of a run do with its cache. Safe for many threads. */
final class CacheUse {

    private final AnswerCache cache;
    private final Recorder recorder;
    private final PriceList prices;

    CacheUse(AnswerCache cache, Recorder recorder, PriceList prices) {
        this.cache = cache;
        this.recorder = recorder;
        this.prices = prices;
    }

    /** {@return whether the repeat has its answer from the cache, and that is on record; only for one that was never asked} */
    boolean answers(Pending pending) {
        if (cache == AnswerCache.NONE || pending.begun()) {
            return false;
        }
        Case asked = pending.asked();
        CachedAnswer hit = cache.find(asked.key());
        if (hit == null || !(asked.model().wire().reader().read(hit.answer()) instanceof Answered answered)) {
            return false;
        }
        recorder.cached(asked, hit);
        pending.found(answered, prices.costOf(asked.model().id(), answered));
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
