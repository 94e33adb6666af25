package dev.promptmeter.chat;

import org.jspecify.annotations.Nullable;

/**
 * How fast the tokens of an answer came. A figure that cannot be known is null.
 *
 * @param tokens how many there are
 * @param timing when they came
 */
public record TokenPace(OutputTokens tokens, Timing timing) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** How the tokens of the first event, which took no time of their own, are known. */
    public enum Basis {
        /** They were counted. */
        MEASURED("measured"),
        /** Nobody counted them: one is assumed. */
        ASSUMED_1("assumed1");

        private final String word;

        Basis(String word) {
            this.word = word;
        }

        /** {@return the word in every output} */
        public String word() {
            return word;
        }
    }

    /**
     * {@return the mean time between tokens after those of the first event, nanoseconds}
     *
     * <p>Servers bundle first events; dividing by all tokens but one would call them fast. Null for fewer than two events with output, or
     * if no token is left for the rest of them.
     */
    public @Nullable Double tpotNanos() {
        Long first = timing.firstOutput();
        Long count = tokens.count();
        if (first == null || count == null || timing.output().count() < 2) {
            return null;
        }
        long rest = count - firstTokens();
        return rest <= 0 ? null : (double) (timing.last() - first) / rest;
    }

    private long firstTokens() {
        Long known = timing.output().firstTokens();
        return known == null ? 1 : known;
    }

    /** {@return what {@link #tpotNanos} rests on; null if there is none} */
    public @Nullable Basis basis() {
        if (tpotNanos() == null) {
            return null;
        }
        return timing.output().firstTokens() == null ? Basis.ASSUMED_1 : Basis.MEASURED;
    }

    /**
     * {@return a latency of the answer per token of it, nanoseconds}
     *
     * <p>Null without tokens, or if a stream brought all of them at once.
     *
     * @param latencyNanos the headline latency
     */
    public @Nullable Double ntpotNanos(long latencyNanos) {
        Long count = tokens.count();
        boolean streamed = timing.firstOutput() != null;
        if (count == null || count == 0 || streamed && count - firstTokens() <= 0) {
            return null;
        }
        return (double) latencyNanos / count;
    }

    /** {@return tokens per second after those of the first event; null where {@link #tpotNanos} is, or if it is 0} */
    public @Nullable Double decodeRate() {
        Double tpot = tpotNanos();
        return tpot == null || tpot == 0 ? null : NANOS_PER_SECOND / tpot;
    }

    /** {@return tokens per second from handing the attempt to the client to the last output; null without tokens or time} */
    public @Nullable Double outputRate() {
        Long count = tokens.count();
        long nanos = timing.serviceNanos();
        return count == null || nanos <= 0 ? null : count * NANOS_PER_SECOND / nanos;
    }
}
