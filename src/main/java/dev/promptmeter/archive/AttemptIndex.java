package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import dev.promptmeter.dataset.LongList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where in a journal the records of attempts stand, those of each repeat linked from the latest to the first. Not thread-safe.
 *
 * <p>Positions are kept plus one, so that 0 means that there is no such record.
 */
final class AttemptIndex {

    private final LongIntMap byRequest = new LongIntMap();
    private final LongList intents = new LongList();
    private final LongList answers = new LongList();
    private final LongList previous = new LongList();
    private final LongList latest = new LongList();

    /** {@return the number of an attempt whose intent stands there} */
    int add(String requestId, long position) {
        int attempt = add(position + 1, 0);
        byRequest.put(JournalIndex.hash(requestId, ""), attempt + 1);
        return attempt;
    }

    /** {@return the number of an attempt whose answer stands there and whose intent is not on record} */
    int addOrphan(long position) {
        return add(0, position + 1);
    }

    private int add(long intent, long answer) {
        int attempt = intents.add(intent);
        answers.set(attempt, answer);
        previous.set(attempt, 0);
        return attempt;
    }

    /** That attempt is the latest at that repeat. */
    void link(int attempt, int slot) {
        previous.set(attempt, latest.get(slot));
        latest.set(slot, attempt + 1L);
    }

    /** {@return the number of the attempt with that request; -1 if it has no intent on record} */
    int of(String requestId) {
        return byRequest.get(JournalIndex.hash(requestId, "")) - 1;
    }

    /** Its answer stands there; a second one is left alone. */
    void answer(int attempt, long position) {
        if (answers.get(attempt) == 0) {
            answers.set(attempt, position + 1);
        }
    }

    /** {@return where its records stand} */
    JournalIndex.Tried tried(int attempt) {
        return new JournalIndex.Tried(intents.get(attempt) - 1, answers.get(attempt) - 1);
    }

    /** {@return where the records of all attempts at that repeat stand, in order} */
    List<JournalIndex.Tried> at(int slot) {
        List<JournalIndex.Tried> attempts = new ArrayList<>(1);
        for (long attempt = latest.get(slot); attempt > 0; attempt = previous.get((int) attempt - 1)) {
            attempts.add(tried((int) attempt - 1));
        }
        Collections.reverse(attempts);
        return attempts;
    }

    /** {@return how many attempts there are} */
    int size() {
        return intents.size();
    }

    /** {@return how many attempts have an answer} */
    long answered() {
        return positive(answers);
    }

    /** {@return how many repeats have an attempt} */
    long asked() {
        return positive(latest);
    }

    private static long positive(LongList list) {
        long count = 0;
        for (int i = 0; i < list.size(); i++) {
            count += list.get(i) > 0 ? 1 : 0;
        }
        return count;
    }
}
