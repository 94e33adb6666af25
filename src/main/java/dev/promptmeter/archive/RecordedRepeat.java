package dev.promptmeter.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a journal the records of one repeat stand.
 *
 * @param attempts in order
 * @param hit its answer from the cache; -1 if it has none
 * @param score -1 if it has none
 * @param current whether the newest start has told of it
 */
record RecordedRepeat(List<RecordedAttempt> attempts, long hit, long score, boolean current) {

    static final RecordedRepeat NONE = new RecordedRepeat(List.of(), -1, -1, true);

    /** {@return the same behind answers that stand there without an intent} */
    RecordedRepeat behind(List<Long> orphans) {
        if (orphans.isEmpty()) {
            return this;
        }
        List<RecordedAttempt> all = new ArrayList<>();
        orphans.forEach(position -> all.add(new RecordedAttempt(-1, position)));
        all.addAll(attempts);
        return new RecordedRepeat(List.copyOf(all), hit, score, current);
    }

    /** {@return the position of a record that tells whose it is; empty if only answers are on record} */
    Optional<Long> teller() {
        return hit >= 0
                ? Optional.of(hit)
                : attempts.stream()
                        .map(RecordedAttempt::intent)
                        .filter(each -> each >= 0)
                        .findFirst();
    }

    /** {@return whether nothing was asked or found} */
    boolean blank() {
        return attempts.isEmpty() && hit < 0;
    }
}
