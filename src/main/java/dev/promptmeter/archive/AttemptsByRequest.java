package dev.promptmeter.archive;

import dev.promptmeter.dataset.LongIntMap;
import java.util.HashMap;
import java.util.Map;

/** Which attempt an answer belongs to. Not thread-safe. */
interface AttemptsByRequest {

    /** The request of that attempt, counted from 0, has that hash. */
    void put(long request, int attempt);

    /** {@return the attempt with that request, which has an answer now; -1 if there is none} */
    int answered(long request);

    /** {@return for a journal that is being written, in which each answer comes once: knows those in flight} */
    static AttemptsByRequest inFlight() {
        Map<Long, Integer> open = new HashMap<>();
        return new AttemptsByRequest() {
            @Override
            public void put(long request, int attempt) {
                open.put(request, attempt);
            }

            @Override
            public int answered(long request) {
                Integer attempt = open.remove(request);
                return attempt == null ? -1 : attempt;
            }
        };
    }

    /** {@return for a journal that is read, in which an answer may stand twice: knows all, some 20 bytes each} */
    static AttemptsByRequest all() {
        LongIntMap numbers = new LongIntMap();
        return new AttemptsByRequest() {
            @Override
            public void put(long request, int attempt) {
                numbers.put(request, attempt + 1);
            }

            @Override
            public int answered(long request) {
                return numbers.get(request) - 1;
            }
        };
    }
}
