package dev.promptmeter.calibrate;

import org.jspecify.annotations.Nullable;

/**
 * The highest rate of events at which the client's arrival error stays within a millisecond for 99 % of them.
 *
 * @param streams streams in flight on the ladder
 * @param eventsPerSecond of all streams together, as measured on the highest step that held; null if none did
 * @param end why there is no higher one
 */
public record Capacity(int streams, @Nullable Double eventsPerSecond, End end) {

    /** The arrival error that a step may have at p99. */
    public static final long LIMIT_NANOS = 1_000_000;

    /** Why a ladder ends. */
    public enum End {
        /** On the next step the client was later than a millisecond. */
        CLIENT("client"),
        /** On the next step the simulator was, so that nothing can be said of the client. */
        SIMULATOR("simulator"),
        /** There was no time for a further step. */
        TIME("time");

        private final String word;

        End(String word) {
            this.word = word;
        }

        /** {@return the word in every output} */
        public String word() {
            return word;
        }
    }
}
