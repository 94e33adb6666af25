package dev.promptmeter.run;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When the next request may start. */
public sealed interface Load {

    /** {@return attempts in flight at most} */
    int slots();

    /** {@return the same for people, such as {@code closed loop, 8 in flight}} */
    default String text() {
        return text(1);
    }

    /** {@return the same where so many processes asked at the same time, each for its shard of the rows} */
    String text(int clients);

    private static String each(String inFlight, int clients) {
        return clients == 1 ? inFlight : inFlight + " each";
    }

    private static String from(int clients) {
        return clients == 1 ? "" : String.format(Locale.ROOT, "%,d clients, ", clients);
    }

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
        public String text(int clients) {
            return "closed loop, " + from(clients) + each("up to " + most + " in flight", clients) + " as goes well";
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
        public String text(int clients) {
            return "closed loop, " + from(clients) + each(concurrency + " in flight", clients);
        }

        /** Refuses a count outside 1 to 1024. */
        public Closed {
            if (concurrency < 1 || concurrency > 1024) {
                throw new IllegalArgumentException("concurrency lies between 1 and 1024: " + concurrency);
            }
        }
    }

    /**
     * Open loop: requests start when a plan made ahead says so, whatever is answered.
     *
     * @param arrivals the plan
     * @param cap attempts in flight at most, 1 to 1024; what would be one more is late
     * @param shedAfter how late a request may be before it is given up; null for as late as may be
     */
    record Open(Arrivals arrivals, int cap, @Nullable Duration shedAfter) implements Load {

        /** How many are in flight at most unless somebody says otherwise. */
        public static final int USUAL_CAP = 1024;

        @Override
        public int slots() {
            return cap;
        }

        @Override
        public String text(int clients) {
            String inFlight = each(String.format(Locale.ROOT, "at most %,d in flight", cap), clients);
            String shared = clients == 1 ? arrivals.text() : arrivals.text() + " shared by";
            return "open loop, " + shared + (clients == 1 ? ", " : " " + from(clients)) + inFlight;
        }

        /** Refuses a cap outside 1 to 1024. */
        public Open {
            if (cap < 1 || cap > 1024) {
                throw new IllegalArgumentException("concurrency lies between 1 and 1024: " + cap);
            }
        }
    }
}
