package dev.promptmeter.run;

/** When the next request may start. */
public sealed interface Load {

    /** {@return attempts in flight at most} */
    int slots();

    /** {@return the same for people, such as {@code closed loop, 8 in flight}} */
    String text();

    /**
     * Closed loop whose number of slots grows while all goes well and shrinks when the endpoint asks for less. Its latencies are taken
     * under a changing load.
     *
     * @param most attempts in flight that are tried at most, 1 to 1024
     */
    record Adaptive(int most) implements Load {

        /** What is tried at most unless somebody says otherwise. */
        public static final int USUAL_MOST = 256;

        @Override
        public int slots() {
            return most;
        }

        @Override
        public String text() {
            return "closed loop, up to " + most + " in flight as goes well";
        }

        /** Refuses a count outside 1 to 1024. */
        public Adaptive {
            if (most < 1 || most > 1024) {
                throw new IllegalArgumentException("concurrency lies between 1 and 1024: " + most);
            }
        }
    }

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

        @Override
        public String text() {
            return "closed loop, " + concurrency + " in flight";
        }

        /** Refuses a count outside 1 to 1024. */
        public Closed {
            if (concurrency < 1 || concurrency > 1024) {
                throw new IllegalArgumentException("concurrency lies between 1 and 1024: " + concurrency);
            }
        }
    }
}
