package dev.promptmeter.score;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The longest sequence of tokens that stands in the same order, gaps allowed, in an answer and a reference. 64 cells of the usual table
 * are one word of a bit vector (Hyyrö 2004), and what is kept grows with the reference alone. Immutable.
 */
final class CommonSequence {

    /** The most steps of one comparison; each takes about a nanosecond. */
    static final long WORK_LIMIT = 400_000_000L;

    private final int length;
    private final int[] positions;
    private final int[] firstOf;

    /**
     * Takes the tokens of a reference, numbers from 0.
     *
     * @param kinds how many different tokens there are
     */
    CommonSequence(int[] reference, int kinds) {
        this.length = reference.length;
        this.firstOf = new int[kinds + 1];
        for (int token : reference) {
            firstOf[token + 1]++;
        }
        for (int kind = 0; kind < kinds; kind++) {
            firstOf[kind + 1] += firstOf[kind];
        }
        this.positions = new int[length];
        int[] next = Arrays.copyOf(firstOf, kinds);
        for (int position = 0; position < length; position++) {
            positions[next[reference[position]]++] = position;
        }
    }

    /** {@return the tokens of the reference} */
    int length() {
        return length;
    }

    /** {@return the length of the longest common sequence, or empty if finding out takes too much work} */
    OptionalLong longestIn(int[] answer) {
        if (work(answer) > WORK_LIMIT) {
            return OptionalLong.empty();
        }
        long[] open = new long[words()];
        Arrays.fill(open, -1L);
        long[] matching = new long[open.length];
        for (int token : answer) {
            if (token >= 0) {
                mark(matching, token);
                step(open, matching);
                Arrays.fill(matching, 0);
            }
        }
        return OptionalLong.of(closed(open));
    }

    private int words() {
        return (length + Long.SIZE - 1) / Long.SIZE;
    }

    private long work(int[] answer) {
        long work = 0;
        for (int token : answer) {
            work += token < 0 ? 0 : 2L * words() + firstOf[token + 1] - firstOf[token];
        }
        return work;
    }

    private void mark(long[] matching, int token) {
        for (int i = firstOf[token]; i < firstOf[token + 1]; i++) {
            matching[positions[i] / Long.SIZE] |= 1L << positions[i];
        }
    }

    /** A bit of the vector is 0 where the common sequence with the reference up to there grows by one. */
    private static void step(long[] open, long[] matching) {
        long carry = 0;
        for (int word = 0; word < open.length; word++) {
            long vector = open[word];
            long both = vector & matching[word];
            long half = vector + both;
            long sum = half + carry;
            boolean overflow = Long.compareUnsigned(half, vector) < 0 || Long.compareUnsigned(sum, half) < 0;
            carry = overflow ? 1 : 0;
            open[word] = sum | vector & ~matching[word];
        }
    }

    private long closed(long[] open) {
        long closed = 0;
        for (int word = 0; word < open.length; word++) {
            int bits = Math.min(Long.SIZE, length - word * Long.SIZE);
            long inside = bits == Long.SIZE ? -1L : (1L << bits) - 1;
            closed += Long.bitCount(~open[word] & inside);
        }
        return closed;
    }
}
