package dev.promptmeter.run;

/** When the next request may start. */
public sealed interface Load {

    /** {@return attempts in flight at most} */
    int slots();

    /**
     * Closed loop: so many slots, each asks its next case when the last one is final.
     *
     * @param concurrency attempts in flight, 1 to 1024
     */
    record Closed(int concurrency) implements Load {

        @Override
        public int slots() {
            return concurrency;
        }

        /** Refuses a count outside 1 to 1024. */
        public Closed {
            if (concurrency < 1 || concurrency > 1024) {
                throw new IllegalArgumentException("concurrency lies between 1 and 1024: " + concurrency);
            }
        }
    }
}
