package dev.promptmeter.archive;

import dev.promptmeter.dataset.IntList;
import dev.promptmeter.dataset.LongList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Where in a journal the attempts stand, each with the one before it: 16 bytes each, no text. Not thread-safe. */
final class JournalAttempts {

    private final LongList intents = new LongList();
    private final LongList answers = new LongList();
    private final IntList previous = new IntList();
    private final AttemptsByRequest byRequest;

    JournalAttempts(AttemptsByRequest byRequest) {
        this.byRequest = byRequest;
    }

    /**
     * An intent record stands there. {@return the number of the attempt, from 0}
     *
     * @param request hash of its request id
     */
    int begun(long request, long position) {
        int attempt = intents.add(position + 1);
        byRequest.put(request, attempt);
        return attempt;
    }

    /** An answer stands there whose intent is not on record. {@return the number of its attempt, from 0} */
    int orphaned(long position) {
        int attempt = intents.add(0);
        answers.set(attempt, position + 1);
        return attempt;
    }

    /** That attempt comes behind another. {@return the number of both's end, plus one} */
    int follow(int attempt, int end) {
        if (end > 0) {
            previous.set(attempt, end);
        }
        return attempt + 1;
    }

    /** An answer record stands there; a second one is left alone. {@return the number of its attempt; -1 if that is not on record} */
    int ended(long request, long position) {
        int attempt = byRequest.answered(request);
        if (attempt >= 0 && answers.get(attempt) == 0) {
            answers.set(attempt, position + 1);
        }
        return attempt;
    }

    /** {@return the positions of all attempts up to that one, in order; the number is that of {@link #follow}, 0 for none} */
    List<RecordedAttempt> upTo(int end) {
        List<RecordedAttempt> tried = new ArrayList<>(1);
        for (int attempt = end; attempt > 0; attempt = previous.get(attempt - 1)) {
            tried.add(tried(attempt - 1));
        }
        Collections.reverse(tried);
        return tried;
    }

    /** {@return how many have an answer} */
    long answered() {
        long answered = 0;
        for (int attempt = 0; attempt < answers.size(); attempt++) {
            answered += answers.get(attempt) > 0 ? 1 : 0;
        }
        return answered;
    }

    /** {@return how many there are} */
    int size() {
        return intents.size();
    }

    /** {@return the positions of that attempt} */
    RecordedAttempt tried(int attempt) {
        return new RecordedAttempt(intents.get(attempt) - 1, answers.get(attempt) - 1);
    }
}
