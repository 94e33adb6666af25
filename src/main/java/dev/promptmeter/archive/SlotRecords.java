package dev.promptmeter.archive;

import dev.promptmeter.dataset.IntList;
import dev.promptmeter.dataset.LongList;

/**
 * Where in a journal the records of each slot stand: its newest attempt, its answer from the cache, its score. Not thread-safe.
 *
 * <p>Positions are kept plus one, so that 0 means that there is no such record.
 */
final class SlotRecords {

    private final JournalAttempts attempts;
    private final IntList latest = new IntList();
    private final LongList hits = new LongList();
    private final LongList scores = new LongList();

    /** Takes where the attempts stand. */
    SlotRecords(JournalAttempts attempts) {
        this.attempts = attempts;
    }

    /** That attempt was made for that slot. */
    void tried(int slot, int attempt) {
        latest.set(slot, attempts.follow(attempt, latest.get(slot)));
    }

    /** An answer from the cache stands there; a second one for the same slot is left alone. */
    void hit(int slot, long position) {
        if (hits.get(slot) == 0) {
            hits.set(slot, position + 1);
        }
    }

    /** A score stands there; the newest counts. */
    void score(int slot, long position) {
        scores.set(slot, position + 1);
    }

    /** What was asked for one slot, or found, is the other's from now on, which has nothing yet. */
    void move(int from, int to) {
        latest.set(to, latest.get(from));
        latest.set(from, 0);
        if (hits.get(from) != 0) {
            hits.set(to, hits.get(from));
            hits.set(from, 0);
        }
    }

    /** {@return whether anything was asked for that slot, or found} */
    boolean asked(int slot) {
        return latest.get(slot) > 0 || hits.get(slot) > 0;
    }

    /** {@return the slot behind the last for which anything was asked or found} */
    int end() {
        return Math.max(latest.size(), hits.size());
    }

    /** {@return where the score of that slot stands; -1 if it has none} */
    long score(int slot) {
        return scores.get(slot) - 1;
    }

    /**
     * {@return where its records stand}
     *
     * @param current the first slot that the newest start tells of
     */
    RecordedRepeat repeat(int slot, int current) {
        return new RecordedRepeat(
                attempts.upTo(latest.get(slot)), hits.get(slot) - 1, scores.get(slot) - 1, slot >= current);
    }
}
